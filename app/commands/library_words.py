"""What is wrong with the library in words, for the commands about it.

The windows' own words, which are translated, stand in `ui.words`.
"""

_WORDS = {
    "library-newer": "a newer Samsyn has written the library; it was left as it is",
    "library-damaged": "the library's file is damaged; it was left as it is: move it away, or bring"
    " back a copy",
    "library-full": "the disk is full",
    "library-read-only": "the folder may not be written, or not be read",
    "library-busy": "another program is using the library: try again",
    "library-conflict": "somebody else changed the same text first: try again",
    "library-unreachable": "no contact with its address, or too slow",
    "library-untrusted": "what is there is not signed as it must be, or is older than what is here;"
    " it was not used",
    "library-keys": "the file of the publishers' keys cannot be read: give [library] root the file"
    " that whoever publishes the library hands out",
    "library-expired": "its signatures have ended, or this computer's clock is wrong",
    "library-unusable": "a file of it cannot be used; nothing of it was used",
    "library-too-new": "it is made for a newer Samsyn",
}


def trouble(code: str) -> str:
    """Return what an error of that code means."""
    return _WORDS.get(code, "something went wrong")
