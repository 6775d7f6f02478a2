#!/bin/sh
# Pins every dependency for all supported Pythons and systems at once, with hashes. The files name no
# download address: pip takes the packages from wherever this machine's own settings say.
set -eu
bin=$1
for extra in "" dev bench; do
    out="requirements/${extra:-run}.txt"
    "$bin/uv" pip compile pyproject.toml ${extra:+--extra "$extra"} --universal --python-version 3.11 \
        --generate-hashes --no-header --no-annotate \
        --no-config --no-sources --output-file "$out" --quiet
done
