#!/bin/sh
# Install Debian packages when we may; otherwise print the one line to run and fail.
set -eu

line="apt-get install -y --no-install-recommends $*"
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Rootmap needs system libraries; on Debian or Ubuntu they are: $*" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    as_root=env
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
else
    echo "Run this one line, then the same command again:  sudo $line" >&2
    exit 1
fi
echo "Installing $*"
$as_root apt-get update -qq || echo "apt-get update failed; trying with the lists at hand" >&2
# shellcheck disable=SC2086 # the words of the line are the arguments
if ! $as_root DEBIAN_FRONTEND=noninteractive $line >/dev/null; then
    echo "That failed. Run this one line to see why:  sudo $line" >&2
    exit 1
fi
