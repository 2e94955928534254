#!/usr/bin/env bash
# Makes the demonstration township once, then shows it: the window, or pictures without a screen.
#
#   tools/demo.sh FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:?the folder of the demonstration township}
python=.venv/bin/python
made=$folder/.made

say() { printf '%s\n' "==> $*"; }

# DISPLAY may name a screen that is gone; Qt then ends the program instead of saying so.
has_screen() {
    [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] &&
        {
            env -u QT_QPA_PLATFORM timeout 20 "$python" -c \
                'from PySide6.QtGui import QGuiApplication; QGuiApplication([])'
        } 2>/dev/null
}

if [ -e "$made" ]; then
    say "Using the demonstration township in $folder (make clean removes it)"
    cat "$made"
else
    # What is there without the mark was interrupted halfway.
    rm -rf "$folder"
    say "Making the demonstration township, its 18:00 report and charts in $folder"
    # What it says is kept: account and password are asked for again by the window.
    said=$(mktemp)
    trap 'rm -f "$said"' EXIT
    "$python" main.py --data "$folder" demo 2>&1 | tee "$said"
    cp "$said" "$made"
fi
find "$folder" -name '*.docx' -o -name '*.png' | sort

if has_screen; then
    say "Opening the window"
    exec "$python" main.py --data "$folder"
fi
say "No screen here: saving pictures of the pages in $folder/pictures"
QT_QPA_PLATFORM=offscreen "$python" tools/pictures.py --data "$folder" --out "$folder/pictures"
