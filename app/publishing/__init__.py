"""What a programme group does to publish the library, signed, as plain files (docs/publishing.md).

Used by `samsyn-publish` only; no room ever runs it.
"""
