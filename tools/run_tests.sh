#!/usr/bin/env bash
# Runs all tests in three parts beside one another: the window waits more than it works. The rules and
# intake are held to their floor by the part that is left, which alone is counted.
# Each part's words are kept until it ends, so that they do not mix.
set -euo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python
window=(tests/ui tests/trouble tests/youth tests/rights)
files=(tests/faults tests/masking tests/documents tests/db tests/migrations tests/commands tests/summaries)
words=$(mktemp -d)
trap 'rm -rf "$words"' EXIT

# A room of tests that is in no part would be forgotten silently: the rest is what is left.
ignored=()
for room in "${window[@]}" "${files[@]}"; do
    ignored+=("--ignore=$room")
done

part() {
    local name=$1
    shift
    "$python" "$@" -o cache_dir=".pytest_cache/$name" >"$words/$name" 2>&1
}

part window -m pytest "${window[@]}" &
first=$!
part files -m pytest "${files[@]}" &
second=$!
status=0
part rest -m coverage run -m pytest "${ignored[@]}" tests || status=1
cat "$words/rest"
wait "$second" || status=1
cat "$words/files"
wait "$first" || status=1
cat "$words/window"
exit "$status"
