# The appliance in a container of systemd; sourced by the tests.
# shellcheck shell=bash disable=SC2154 # work, release and others are of those that source this
readonly limit=240
[ "$(id -u)" = 0 ] || { echo "A container needs root."; exit 77; }
command -v systemd-nspawn >/dev/null || { echo "systemd-nspawn is not here; it is in the package systemd-container."; exit 77; }
folder=$(mktemp -d)
container=
leader=

finish_container() {
    [ -z "$container" ] || { kill "$container" 2>/dev/null; wait "$container" 2>/dev/null; }
    container=
}

# root_of_appliance [TREE]: sets root to that tree, else to the one that make images leaves, else to a smaller one that it makes and
# leaves for the next test of the same sources
root_of_appliance() {
    local key
    root=${1:-$work/debian/root.tree}
    [ ! -e "$root/opt/sallyport/current" ] || return 0
    [ -z "${1:-}" ] || fail "There is no root tree of the appliance at $root."
    if ! command -v mmdebstrap >/dev/null || [ -z "$(debian_sources)" ]; then
        echo "There is no root tree, and none can be made without mmdebstrap and an apt source of Debian $release. See: make images"
        exit 77
    fi
    root=$work/small.tree
    key="$(cat "$source_tree"/apps/*/target/*.jar "$source_tree/management/cli/target/cli.jar" | sha256sum) $(fingerprint \
        "$image/packages" "$image/overlay" "$image/debian.packages" "$image/release" "$image/tests/small-root.sh")"
    ! is_current "$root" "$key" || return 0
    say "A small root tree"
    rm -rf "$root" "$root.key"
    small_root "$root"
    finished "$root" "$key"
}

# start_container ADAPTERS ARGUMENTS...: with so many adapters under strange names; the host's ends of them bear our process number
# and that of the start, so that neither two runs meet, nor a start and what a killed one has left
starts=0
start_container() {
    local count=$1 adapters=() number own
    shift
    starts=$((starts + 1))
    own=$$-$starts
    for ((number = 0; number < count; number++)); do adapters+=("--network-veth-extra=sp$number-$own:port$number"); done
    systemd-nspawn --quiet --boot --register=no --keep-unit --machine="sallyport-$own" --console=pipe "${adapters[@]}" "$@" \
        </dev/null >"$folder/console" 2>&1 &
    container=$!
    await "systemd answers" find_leader
    for ((number = 0; number < count; number++)); do ip link set "sp$number-$own" up; done
}

stop_container() {
    inside systemctl --no-block poweroff || true
    wait "$container" || true
    container=
}

# cut_power: as when the power goes; what was written to files stays
cut_power() {
    kill -KILL "$leader" "$container"
    wait "$container" 2>/dev/null || true
    container=
}

find_leader() { leader=$(pgrep --parent "$container" | head -1) && inside systemctl list-jobs; }

inside() {
    nsenter --target "$leader" --mount --uts --ipc --net --pid --root --wd -- env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@"
}

# await WHAT COMMAND...: until it holds
await() {
    local what=$1 began=$SECONDS
    shift
    until "$@" >/dev/null 2>&1; do
        kill -0 "$container" 2>/dev/null || fail "The container ended while waiting: $what" "$(tail -20 "$folder/console")"
        if [ $((SECONDS - began)) -gt "$limit" ]; then
            inside journalctl --no-pager --boot -n 60 >&2 || true
            fail "Not so after $limit s: $what"
        fi
        sleep 0.3
    done
    say "$what after $((SECONDS - began)) s"
}

# answers_health: it says that it is well, and the command on the machine can believe its certificate
answers_health() {
    inside test -r /run/sallyport-tty/certificate.pem &&
        inside curl --silent --insecure --fail --max-time 5 --output /dev/null "https://127.0.0.1:8443/api/v1/health"
}
