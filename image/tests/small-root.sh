# A root tree with the product in it and without what only a machine needs: kernel, boot loader, hypervisors' daemons; sourced by
# the tests. Takes three minutes of a processor, most of them for the packages of Debian.
# shellcheck shell=bash disable=SC2154 # image is that of lib.sh
# shellcheck source=image/debian.sh
source "$image/debian.sh"

# small_root OUT
small_root() {
    local root=$1 packages
    packages=$(sed -E 's/#.*//; /^(linux-image|grub2|fdisk|open-vm-tools)/d' "$image/debian.packages" | tr -s ' \n' ',,' | sed 's/^,//; s/,$//')
    # shellcheck disable=SC2016 # mmdebstrap expands $1
    mmdebstrap --quiet --format=directory --variant=minbase --mode=root --include="$packages" \
        --aptopt='APT::Install-Recommends "false"' --aptopt="Acquire::http::Proxy \"$(debian_proxy)\"" \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
        --essential-hook='mkdir "$1/etc/postgresql-common"; echo "create_main_cluster = false" >"$1/etc/postgresql-common/createcluster.conf"' \
        "$release" "$root" "$(debian_sources)"
    "$image/packages/tree" "$root.product"
    cp -a "$root.product/." "$root"
    rm -r "$root.product"
    DPKG_ROOT=$root sh "$image/packages/debian/postinst" configure
    "$image/stages/overlay-root" "$root"
    : >"$root/etc/machine-id"
}
