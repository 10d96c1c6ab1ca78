# What the scripts of this folder share; they read it by `source`. Progress goes to standard error.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=${CALLAUDIT_BUILD:-$root/.build/release}
venv=$root/.venv
export SWIFT_BACKTRACE=${SWIFT_BACKTRACE:-enable=no}

say() { printf '%s\n' "$*" >&2; }

# refuse SENTENCE...: says why and what to do, and ends.
refuse() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# usage SCRIPT: the comment at the head of a script is its help.
usage() { sed -n '2,/^[^#]/{/^#/{s/^# \{0,1\}//;p}}' "$1"; }

# field NAME: reads JSON on standard input and prints one of its top fields.
field() { python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }

# until_true SECONDS COMMAND...: runs it ten times a second until it succeeds; fails after SECONDS.
until_true() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.1
    done
}

# built: all programs stand in the build folder.
built() {
    [[ -x $build/callaudit && -x $build/callaudit-decode && -x $build/callaudit-letter ]]
}
