# Virtual machines for the boot tests, one at a time; sourced by them.
# shellcheck shell=bash disable=SC2034,SC2054 # arrays for those who source this; QEMU has commas in its arguments
# shellcheck source=image/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
readonly limit=${SALLYPORT_BOOT_LIMIT:-600}
folder=$(mktemp -d)
machine=
within=() # in front of QEMU's command line

finish() {
    [ -z "$machine" ] || { kill "$machine" 2>/dev/null; wait "$machine" 2>/dev/null; }
    rm -rf "$folder"
}
trap finish EXIT

accelerator=$("$top/packer/accelerator" "$work/debian/root.tree/vmlinuz")
case $accelerator in
    kvm) speed=(-accel kvm -cpu host) ;;
    *) speed=(-accel "tcg,thread=multi,tb-size=1024" -cpu max) ;;
esac

# firmware KIND: sets the arguments for bios, uefi or secure in the array of that name
firmware() {
    local code=/usr/share/OVMF/OVMF_CODE_4M.fd variables=/usr/share/OVMF/OVMF_VARS_4M.fd
    firmware=()
    [ "$1" != bios ] || return 0
    [ "$1" != secure ] || { code=${code/.fd/.ms.fd} variables=${variables/.fd/.ms.fd}; }
    cp "$variables" "$folder/variables.fd"
    firmware=(-drive "if=pflash,unit=0,format=raw,readonly=on,file=$code" -drive "if=pflash,unit=1,format=raw,file=$folder/variables.fd")
    [ "$1" != secure ] || firmware+=(-global driver=cfi.pflash01,property=secure,value=on)
}

# start ARGUMENTS...: a machine whose serial line is $folder/serial and, to write to, the socket $folder/line
start() {
    rm -f "$folder/serial" "$folder/line"
    "${within[@]}" qemu-system-x86_64 -name "sallyport-test" "${speed[@]}" -smp 2 -m 2048 -nodefaults -display none -vga std \
        -chardev "socket,id=line,path=$folder/line,server=on,wait=off,logfile=$folder/serial" -serial chardev:line \
        -device virtio-rng-pci "$@" >"$folder/qemu" 2>&1 &
    machine=$!
    began=$SECONDS
}

# with_network ADAPTER [ADDRESS]: one adapter; console and API at its address, without one that of DHCP, are at a port of this host
with_network() {
    port=$((20000 + RANDOM % 20000))
    network=(-netdev "user,id=n0,restrict=on,hostfwd=tcp:127.0.0.1:$port-${2:-}:8443" -device "$1,netdev=n0")
}

# await WHAT COMMAND...: until it holds, the machine ends, or the limit has passed
await() {
    local what=$1
    shift
    until "$@" >/dev/null 2>&1; do
        kill -0 "$machine" 2>/dev/null || fail "The machine ended while waiting: $what" "$(cat "$folder/qemu")" "$(tail -30 "$folder/serial")"
        [ $((SECONDS - began)) -lt "$limit" ] || fail "Not so after $limit s: $what" "$(tail -40 "$folder/serial")"
        sleep 1
    done
    say "    $what after $((SECONDS - began)) s"
}

on_serial() {
    grep -aqF -- "$1" "$folder/serial"
}

# type_line TEXT: on the serial line
type_line() {
    printf '%s\r' "$1" | socat -t 1 - "UNIX-CONNECT:$folder/line" >/dev/null
}

# at_line PROMPT TEXT...: somebody at the serial line types each text when its prompt has come after the one before
at_line() {
    local seen
    seen=$(stat --format=%s "$folder/serial")
    while [ $# -gt 0 ]; do
        await "it asks: $1" eval "tail -c +$((seen + 1)) '$folder/serial' | grep -aqF -- '$1'"
        seen=$(stat --format=%s "$folder/serial")
        type_line "$2"
        shift 2
    done
}

api_answers() {
    curl --silent --insecure --fail --max-time 10 --output "$folder/health" "https://127.0.0.1:$port/api/v1/health"
}

# stop_machine: as by the power button; by force after a minute
stop_machine() {
    kill "$machine" 2>/dev/null || true
    wait "$machine" 2>/dev/null || true
    machine=
}

# ends: the machine turns itself off within the limit
ends() {
    while kill -0 "$machine" 2>/dev/null; do
        [ $((SECONDS - began)) -lt "$limit" ] || fail "It has not turned itself off after $limit s." "$(tail -40 "$folder/serial")"
        sleep 1
    done
    wait "$machine" 2>/dev/null || true
    machine=
    say "    off after $((SECONDS - began)) s"
}
