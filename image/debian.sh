# What is particular to the Debian base; sourced by the stages.
# shellcheck shell=bash disable=SC2034 # read by those who source this
release=bookworm
efi_vendor=debian
kernel_image=vmlinuz
initial_ramdisk=initrd.img

# The mirror and the proxy that this machine's own apt uses.
debian_mirror() {
    # shellcheck disable=SC2016 # apt expands these
    apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(LABEL) $(CODENAME)' 'Created-By: Packages' |
        awk -v release="$release" '$2 == "Debian" && $3 == "Debian" && $4 == release { print $1; exit }'
}

debian_proxy() {
    local PROXY=
    eval "$(apt-config shell PROXY Acquire::http::Proxy)"
    printf '%s' "$PROXY"
}
