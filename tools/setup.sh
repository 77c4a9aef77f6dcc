#!/bin/sh
# Make the virtual environment $1 able to run and test Rootmap: Python packages, and Qt's system libraries on Linux.
set -eu

venv=${1:-.venv}
python=${PYTHON:-python3}
here=$(dirname "$0")
offscreen_packages="libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 fonts-dejavu-core"
window_packages="libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"

stop() {
    echo "$1" >&2
    exit 1
}

make_venv() {
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
        stop "Rootmap needs Python 3.11 or newer and '$python' is not: run 'make PYTHON=python3.11 ...' with one that is."
    if "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        return
    fi
    # Debian ships Python without ensurepip; then only its own package can make a virtual environment.
    "$python" -c 'import ensurepip' 2>/dev/null || "$here/apt.sh" python3-venv
    rm -rf "$venv"
    "$python" -m venv "$venv" || stop "'$python -m venv $venv' failed: see the lines above."
}

install_packages() {
    # The build backend first, so that it too has the locked version.
    set -- "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -c requirements.lock
    "$@" hatchling editables && "$@" --no-build-isolation -e '.[dev]' ||
        stop "pip could not install the packages: see the lines above; the network or the disk is the usual reason."
}

# Trying to start is the only sure test: package names differ between systems, and some libraries come with others.
offscreen_starts() {
    QT_QPA_PLATFORM=offscreen "$venv/bin/python" "$here/qt_probe.py" offscreen
}

window_starts() {
    "$venv/bin/python" "$here/qt_probe.py" window
}

install_libraries() {
    [ "$(uname)" = Linux ] || return 0
    if offscreen_starts 2>/dev/null && window_starts 2>/dev/null; then
        return
    fi
    # shellcheck disable=SC2086 # one argument per package
    if "$here/apt.sh" $offscreen_packages $window_packages; then
        offscreen_starts && window_starts
    else
        offscreen_starts # without a window the tests still run
        complete=no
    fi
}

complete=yes
echo "Setting up Rootmap in $venv (the first time takes a minute or two)"
make_venv
install_packages
install_libraries
[ "$complete" = no ] || touch "$venv/.installed"
