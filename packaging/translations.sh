#!/bin/sh
# Brings the translations of console and pages up to date with the source: new texts come in as unfinished, gone
# ones go out. Then translate what is unfinished (pyside6-linguist) and run this again.
# English only needs its plurals translated: the source is English.
set -eu
bin=${1:-.venv/bin}
folder=resources/translations
sources="ui/words.py ui/library_words.py ui/reach_words.py ui/national.py ui/opening.py ui/program.py ui/signing_in.py $(ls ui/console/*.py)"
# shellcheck disable=SC2086  # lists of words are meant
"$bin/pyside6-lupdate" $sources -ts "$folder/console_sv.ts" -target-language sv_SE \
    -no-obsolete -locations none
# shellcheck disable=SC2086
"$bin/pyside6-lupdate" $sources -ts "$folder/console_en.ts" -target-language en_GB \
    -pluralonly -no-obsolete -locations none
# shellcheck disable=SC2046
"$bin/pyside6-lupdate" $(ls ui/pages/*.py) -ts "$folder/pages_sv.ts" -no-obsolete -locations none
"$bin/pyside6-lrelease" "$folder/pages_sv.ts" -qm "$folder/pages_sv.qm"
for language in sv en; do
    "$bin/pyside6-lrelease" "$folder/console_$language.ts" -qm "$folder/console_$language.qm"
done
