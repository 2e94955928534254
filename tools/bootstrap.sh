#!/usr/bin/env bash
# Makes a bare machine ready: system libraries, a Chinese font, .venv from the lock. Says what it does.
#
#   tools/bootstrap.sh run|dev [screen]
#
# `run` installs requirements/run.lock, `dev` requirements/dev.lock; `screen` adds what Qt needs to
# draw on an X11 screen. What is there already is left alone. Without the right to install, the
# apt-get line to run is printed, and only what is really needed stops the script.
set -euo pipefail
cd "$(dirname "$0")/.."

profile=${1:?run or dev}
screen=${2:-}
venv=.venv

say() { printf '%s\n' "==> $*"; }
die() {
    printf '%s\n' "$*" >&2
    exit 3
}

# Each line: the file that shows it is there, and the Debian package that brings it.
offscreen_libraries="
libglib-2.0.so.0 libglib2.0-0
libGL.so.1 libgl1
libEGL.so.1 libegl1
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libxkbcommon.so.0 libxkbcommon0
"
screen_libraries="
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libX11-xcb.so.1 libx11-xcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
"

# sudo without a question, or a person who can answer it.
may_use_sudo() {
    command -v sudo >/dev/null || return 1
    sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }
}

# The first Python from 3.11 to 3.13 on the path; Debian 12's python3 is 3.11.
find_python() {
    local name
    for name in python3 python3.11 python3.12 python3.13; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
            2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

missing_libraries() {
    local known file package
    known=$( (PATH=$PATH:/sbin:/usr/sbin ldconfig -p) 2>/dev/null || true)
    while read -r file package; do
        [ -z "$file" ] || case "$known" in *"$file "*) ;; *) printf '%s\n' "$package" ;; esac
    done <<<"$1"
}

# Any font that draws Chinese serves; fontconfig's own list is asked when its tool is there.
has_chinese_font() {
    if command -v fc-list >/dev/null; then
        [ -n "$(fc-list :lang=zh-cn family)" ]
    else
        [ -n "$(find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" \
            "$HOME/.local/share/fonts" \( -iname '*wqy*' -o -iname '*cjk*' -o -iname '*simsun*' \
            -o -iname '*yahei*' -o -iname '*SourceHan*' \) -print -quit 2>/dev/null)" ]
    fi
}

wanted=()
python=$(find_python) || wanted+=(python3)
if [ -z "$python" ] || ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    # A Python of the system's lacks venv until its package comes; others bring it along.
    case "$python" in "" | /usr/bin/*) wanted+=(python3-venv) ;; esac
fi
wanted_libraries=$offscreen_libraries
[ -z "$screen" ] || wanted_libraries+=$screen_libraries
for package in $(missing_libraries "$wanted_libraries"); do
    wanted+=("$package")
done
has_chinese_font || wanted+=(fonts-wqy-microhei)

if [ ${#wanted[@]} -gt 0 ]; then
    command -v apt-get >/dev/null ||
        die "Missing here: ${wanted[*]} (Debian's names). Install them in this system's way, then try again."
    as_root=(env)
    [ "$(id -u)" = 0 ] || as_root=(sudo env)
    if [ "$(id -u)" != 0 ] && ! may_use_sudo; then
        die "Missing here, and this account may not install it. Please have this run:
    sudo apt-get update && sudo apt-get install --no-install-recommends ${wanted[*]}
then try again."
    fi
    say "Installing what is missing: ${wanted[*]}"
    "${as_root[@]}" apt-get -qq update ||
        say "apt-get update failed; going on with the lists that are here"
    "${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        "${wanted[@]}" >/dev/null || die "apt-get could not install: ${wanted[*]}"
    python=$(find_python) || die "No Python from 3.11 to 3.13 found."
fi

# A stamp of lock and Python tells whether the environment is what the lock says. The development
# lock holds the run lock's pins, so it serves `run` as well.
version=$("$python" -c 'import sys; print(*sys.version_info[:2], sep=".")')
print_of() { printf '%s %s' "$version" "$(sha256sum <"requirements/$1.lock")"; }
serves() { [ "$(cat "$venv/.stamp-$1" 2>/dev/null || true)" = "$(print_of "$1")" ]; }
if [ -x "$venv/bin/python" ] && { serves "$profile" || serves dev; }; then
    exit 0
fi
if ! "$venv/bin/python" -c "import pip, sys; sys.exit('%d.%d' % sys.version_info[:2] != '$version')" 2>/dev/null; then
    say "Creating $venv with Python $version"
    "$python" -m venv --clear "$venv"
fi
say "Installing requirements/$profile.lock into $venv (fetches about 160 MB the first time)"
rm -f "$venv"/.stamp-*
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input \
    --only-binary :all: --require-hashes -r "requirements/$profile.lock"
print_of "$profile" >"$venv/.stamp-$profile"
say "Ready: $venv/bin/python"
