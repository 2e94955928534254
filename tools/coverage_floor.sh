#!/usr/bin/env bash
# Holds the branch coverage of the rules and of intake to 95 %; silent when it is held.
set -euo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python
# Children that tests kill or starve leave half a data file: what is whole counts, and without any
# the report below fails.
"$python" -W ignore -m coverage combine --quiet 2>/dev/null || true
for room in rules intake; do
    if ! table=$("$python" -m coverage report --fail-under=95 \
        --include="antifraud_desktop/$room/*"); then
        printf '%s\n' "$table" "Below 95 %: antifraud_desktop/$room" >&2
        exit 1
    fi
done
