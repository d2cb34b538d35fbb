# What the stages of the image build share; sourced by them.
# shellcheck shell=bash
set -euo pipefail

image=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(dirname "$image")
source_tree=$top/appliance-src
work=${SALLYPORT_IMAGE_WORK:-$image/.cache}
mkdir -p "$work"

# One number for everything, and one time: that of the commit.
version=$(sed -n 's|.*<revision>\(.*\)</revision>.*|\1|p' "$source_tree/pom.xml" | head -1)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$top" log -1 --format=%ct)}
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 TZ=UTC
# shellcheck disable=SC2034 # read by those who source this
readonly image top source_tree work version

say() {
    printf '%(%H:%M:%S)T  %s\n' -1 "$*"
}

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

must_be_root() {
    [ "$(id -u)" = 0 ] || fail "Files of several owners are made. Use sudo before make."
}

# fingerprint PATH...: one hash over names, modes and contents
fingerprint() {
    {
        find "$@" \( -type f -o -type l \) -printf '%p %m %l\n' | sort
        find "$@" -type f -print0 | sort -z | xargs -0 sha256sum
    } | sha256sum | cut -c1-32
}

# is_current FILE KEY: whether FILE was finished from the same inputs
is_current() {
    [ -e "$1" ] && [ "$(cat "$1.key" 2>/dev/null)" = "$2" ]
}

# finished FILE KEY: remembers that FILE is whole and what it was made from
finished() {
    printf '%s\n' "$2" >"$1.key"
}

# partition DISK NUMBER: options for mount that say where in a raw disk a partition lies
partition() {
    sgdisk --info="$2" "$1" | awk '/^First sector/ { first = $3 } /^Partition size/ { size = $3 }
        END { printf "loop,offset=%.0f,sizelimit=%.0f", first * 512, size * 512 }'
}
