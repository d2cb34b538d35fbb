# What the tests of upgrades in a container share; sourced by them.
# shellcheck shell=bash disable=SC2154 # folder, root, version and others are of those that source this, or of what it sources
# shellcheck source=image/tests/small-root.sh
source "$image/tests/small-root.sh"
# shellcheck source=image/tests/in-container.sh
source "$image/tests/in-container.sh"
# shellcheck source=image/tests/unmigrated.sh
source "$image/tests/unmigrated.sh"
# shellcheck source=image/release/this
source "$image/release/this"
command=$source_tree/build/sallyport
mkdir -p "$folder"/{data/sallyport/host,packages,esp/grub}
cat >"$folder/data/sallyport/host/installer-answers.conf" <<'END'
sallyport.nic1.roles = all
sallyport.nic1.ipv4 = 10.0.0.10/24
sallyport.time-zone = Europe/Berlin
sallyport.admin-secret = of the first boot
END
{
    printf '# GRUB Environment Block\ndefault_slot=a\ntry_slot=\ntries_left=0\n'
    head -c 1024 /dev/zero | tr '\0' '#'
} | head -c 1024 >"$folder/esp/grub/grubenv"

# What the units see of the kernel, for each has a /proc of its own; and how long what is new may take until it is well.
readonly trial=150
printf '[Service]\nBindReadOnlyPaths=/etc/started-with:/proc/cmdline\n' >"$folder/unit.conf"
for unit in hostd:serve upgrade slot-data confirm; do
    word=${unit#*:}
    { cat "$folder/unit.conf"; printf 'ExecStart=\nExecStart=/usr/lib/sallyport/start hostd %s --trial %d\n' "$word" "$trial"; } \
        >"$folder/unit-${unit%:*}.conf"
done

# later STEPS: the version that is so many after this one
later() { echo "${version%.*}.$((${version##*.} + $1))"; }

# pack NAME KIND VERSION TREE [FORM]
pack() {
    mksquashfs "$4" "$folder/squashfs" -comp lz4 -noappend -quiet -no-progress -wildcards -e 'dev/*'
    echo '{}' >"$folder/sbom.json"
    "$image/release/authorities" >/dev/null
    "$command" upgrade pack --release "$3" --kind "$2" --base debian-12 --architecture x86-64 --payload "$folder/squashfs" \
        --sbom "$folder/sbom.json" --from "$version" --settings-schema "$settings_schema" --security-epoch "$security_epoch" \
        --created "$SOURCE_DATE_EPOCH" --notes "$image/release/notes" --earlier "$image/release/earlier.json" \
        --key "$work/keys/signer.key" --certificates "$work/keys/signer.pem" --into "$folder/packed" --form "${5:-upg}" >/dev/null
    mv "$folder"/packed/* "$folder/packages/$1.${5:-upg}"
    rm "$folder/squashfs"
}

# changed_services NAME STEPS [CHANGE [FORM]]: the release of the services so many versions later, with a change made to it, packed
changed_services() {
    cp -a "$root/opt/sallyport/releases/$version" "$folder/changed"
    sed -i "s/\"$version\"/\"$(later "$2")\"/" "$folder/changed/release.json"
    [ -z "${3:-}" ] || "$3" "$folder/changed"
    pack "$1" application "$(later "$2")" "$folder/changed" "${4:-upg}"
    rm -r "$folder/changed"
}

# start_slot SLOT ARGUMENTS...: the container, as the kernel of that slot would be started, or with none that of a system without slots
start_slot() {
    local slot=${1#none} unit arguments=()
    shift
    echo "root=LABEL=root_$slot rw ${slot:+sallyport.slot=$slot }panic=30" >"$folder/started-with"
    for unit in hostd upgrade slot-data confirm; do
        arguments+=(--bind-ro="$folder/unit-$unit.conf:/etc/systemd/system/sallyport-$unit.service.d/slot.conf")
    done
    start_container 1 "${arguments[@]}" --bind-ro="$folder/started-with:/etc/started-with" --bind="$folder/data:/data" \
        --bind="$folder/esp:/boot/efi" --bind-ro="$folder/packages:/packages" "$@"
}

token=
sallyport() { inside env HOME=/root ${token:+SALLYPORT_TOKEN="$token"} sallyport "$@"; }
# set_up: an administrator with a token, and a setting that is not the default
set_up() {
    inside sh -c 'umask 077; printf "of the first boot" >/root/first; printf "of my own, and longer" >/root/own'
    sallyport login admin --password-file=/root/first >/dev/null
    sallyport password --current-file=/root/first --new-file=/root/own >/dev/null
    token=$(sallyport tokens create upgrades --role ADMINISTRATOR -o json | sed -n 's/.*"secret" *: *"\([^"]*\)".*/\1/p')
    [ -n "$token" ] || fail "There is no token."
    set_ring_timeout 47s
}
# set_ring_timeout VALUE: and keeps all settings as those to compare with
set_ring_timeout() {
    sallyport settings set "sip.ring-timeout=$1" >/dev/null
    sallyport settings commit -m "ring for $1" >/dev/null
    sallyport settings show -o json >"$folder/settings"
}
same_settings() {
    sallyport settings show -o json >"$folder/settings.now"
    diff "$folder/settings" "$folder/settings.now" || fail "The settings are not what they were."
}
# not_half_migrated: nothing of a migration that failed is in the database
not_half_migrated() {
    [ "$(inside runuser -u postgres -- psql --no-align --tuples-only sallyport \
        --command "select count(*) from settings_revision where comment = 'half migrated'" --command "select to_regclass('half_migrated') is null" |
        tr '\n' ' ')" = "0 t " ] || fail "The data are not as they were."
}
status() { sallyport upgrade status -o json; }
attempt_is() { status | grep -q "\"state\" *: *\"$1\""; }
says_version() { sallyport upgrade status | grep -q "^Version  $1 on " || fail "It does not say the version $1:" "$(status)"; }
# releases_are VERSIONS...: those are there, the first is current, and every service runs from that
releases_are() {
    local unit program
    [ "$(inside readlink /opt/sallyport/current)" = "releases/$1" ] || fail "The release $1 is not current."
    [ "$(inside ls /opt/sallyport/releases | sort | tr '\n' ' ')" = "$(printf '%s\n' "$@" | sort | tr '\n' ' ')" ] ||
        fail "The releases are:" "$(inside ls /opt/sallyport/releases)"
    for unit in hostd director manager; do
        program=$(inside readlink "/proc/$(inside systemctl show --property=MainPID --value "sallyport-$unit")/exe")
        [ "$program" = "/opt/sallyport/releases/$1/runtime/bin/java" ] || fail "The $unit runs from $program."
    done
    says_version "$1"
}
upgrade_log() {
    tail -n 40 "$folder"/data/sallyport/host/upgrade/attempts/*.log >&2 || true
    inside journalctl --no-pager -n 40 -u 'sallyport-upgrade' -u sallyport-slot-data -u sallyport-confirm >&2 || true
}
# ends_as STATE
ends_as() { await "the attempt has ended: $1" attempt_is "$1"; }
# history_is STATES: sorted
history_is() {
    local history
    history=$(sallyport upgrade history -o json | grep -o '"state" *: *"[A-Z]*"' | grep -o '[A-Z]*' | sort | tr '\n' ' ')
    [ "$history" = "$1 " ] || fail "The history says: $history"
}
