# What is particular to the Debian base; sourced by the stages.
# shellcheck shell=bash disable=SC2034 # read by those who source this
release=bookworm
efi_vendor=debian
kernel_image=vmlinuz
initial_ramdisk=initrd.img

# What this machine's own apt knows of that release, its updates and its security updates: lines for apt, one a source.
debian_sources() {
    debian_indexes | awk '{ print "deb", $1, $2, $3 }'
}

# When the newest of these was published, in seconds: all times in the base are at most that.
debian_time() {
    local component index published newest=0 seconds
    while read -r _ _ component index; do
        published=$(sed -n 's/^Date: //p' "${index%"_${component}_"*}"_{In,}Release 2>/dev/null | head -1) || true
        [ -n "$published" ] || continue
        seconds=$(date --date="$published" +%s)
        [ "$seconds" -le "$newest" ] || newest=$seconds
    done < <(debian_indexes)
    echo "$newest"
}

debian_indexes() {
    # shellcheck disable=SC2016 # apt expands these
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT) $(FILENAME) $(ORIGIN) $(CODENAME)' 'Created-By: Packages' |
        awk -v release="$release" '$5 == "Debian" && $6 ~ "^" release "(-updates|-security)?$" && $3 == "main" { print $1, $2, $3, $4 }'
}

# The proxy that it uses.
debian_proxy() {
    local PROXY=
    eval "$(apt-config shell PROXY Acquire::http::Proxy)"
    printf '%s' "$PROXY"
}
