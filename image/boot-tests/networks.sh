# A virtual machine between two networks, for the boot tests: its adapter tap0 ends outside, tap1 inside. Sourced by tests, which go on
# in a network of their own that ends with them. As root.
# shellcheck shell=bash disable=SC2034,SC2054 # arrays for those who source this; QEMU has commas in its arguments
if [ "${SALLYPORT_OWN_NETWORK:-}" != yes ]; then
    [ "$(id -u)" = 0 ] || { echo "Networks are made. Use sudo."; exit 1; }
    SALLYPORT_OWN_NETWORK=yes exec unshare --net -- "$0" "$@"
fi
# shellcheck source=image/boot-tests/machine.sh
source "$(dirname "${BASH_SOURCE[0]}")/machine.sh"
ip link set lo up
readonly scenarios=$image/boot-tests
outside=sp-outside-$$
inside=sp-inside-$$
parties=()

leave_networks() {
    [ "${#parties[@]}" = 0 ] || kill "${parties[@]}" 2>/dev/null
    ip netns delete "$outside" 2>/dev/null
    ip netns delete "$inside" 2>/dev/null
    true
}

# zone NAMESPACE NUMBER ADDRESS: a network of its own, in which the machine's adapter of that number ends
zone() {
    ip netns add "$1"
    ip tuntap add dev "tap$2" mode tap
    ip link add "bridge$2" type bridge
    ip link add "wire$2" type veth peer name wire netns "$1"
    for end in "tap$2" "wire$2"; do
        ip link set "$end" master "bridge$2"
        ip link set "$end" up
    done
    ip link set "bridge$2" up
    ip -n "$1" address add "$3" dev wire
    ip -n "$1" link set lo up
    ip -n "$1" link set wire up
}

# two_networks: and in wires QEMU's arguments for an adapter in each
two_networks() {
    zone "$outside" 0 192.0.2.1/24
    zone "$inside" 1 10.0.0.1/24
    wires=()
    local number
    for number in 0 1; do
        wires+=(-netdev "tap,id=wire$number,ifname=tap$number,script=no,downscript=no"
            -device "virtio-net-pci,netdev=wire$number,addr=$((number + 6))")
    done
}

# call_server: answers pings and calls inside, sends back their media
call_server() {
    ip netns exec "$inside" sipp -sf "$scenarios/callee.xml" -i 10.0.0.1 -p 5060 -rtp_echo -nostdin >"$folder/callee" 2>&1 &
    parties+=($!)
}

# from_outside SCENARIO SECONDS [PORT]: one call to the appliance's adapter outside, whose pause is so long
from_outside() {
    (cd /usr/share/sip-tester && exec ip netns exec "$outside" timeout $((120 + $2)) sipp -sf "$scenarios/$1.xml" -i 192.0.2.1 \
        -p "${3:-5060}" -mp $((${3:-5060} + 1000)) -m 1 -d $(($2 * 1000)) -nostdin -timeout $((100 + $2))s 192.0.2.10:5060)
}
