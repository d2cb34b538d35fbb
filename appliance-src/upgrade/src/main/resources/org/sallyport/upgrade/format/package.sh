#!/bin/sh
# An upgrade of Sallyport for systems that cannot take a .upg file. This script shows, proves and extracts the package that
# follows it, or hands it to the Sallyport that is installed; it runs nothing of it.
set -eu
file=$0
mark=__SALLYPORT_PACKAGE__
trust=/usr/share/sallyport/trust/authorities.pem
command_line=${SALLYPORT_COMMAND_LINE:-/proc/cmdline}

usage() {
    cat <<END
$file --info            what the package says of itself, unproven
$file --verify [CA]     proves it, with the sallyport command, else with openssl and the authorities in CA
                        (default $trust)
$file --extract [FILE]  proves it, then writes the package as a .upg file (default: this file's name)
$file --install [OPTION]...
                        proves it, then has the Sallyport of this machine install it; says what to do where it cannot
                        (options of: sallyport upgrade install)
END
}

fail() {
    echo "$file: $1" >&2
    exit 1
}

start=$(awk -v mark="$mark" '$0 == mark { print NR + 1; exit }' "$file")
package() {
    tail -n "+$start" "$file"
}
member() {
    package | tar -xOf - "$1"
}

# Values of the manifest, which has one a line.
value() {
    sed -n "s/^  \"$1\" : \"\{0,1\}\([^\",]*\)\"\{0,1\},*\$/\1/p" "$folder/manifest.json"
}
values() {
    sed -n "s/^    \"$1\" : \"\{0,1\}\([^\",]*\)\"\{0,1\},*\$/\1/p" "$folder/manifest.json"
}

prove_with_openssl() {
    command -v openssl >/dev/null || fail "neither sallyport nor openssl is here to prove the signature; install openssl"
    [ -r "$1" ] || fail "the authorities are missing: $1. Name their file: $file --verify FILE"
    member manifest.p7s >"$folder/manifest.p7s"
    created=$(date -u -d "$(value created)" +%s)
    openssl cms -verify -binary -inform DER -in "$folder/manifest.p7s" -content "$folder/manifest.json" -CAfile "$1" \
        -no-CApath -no-CAstore -purpose any -attime "$created" -signer "$folder/signer.pem" -out /dev/null 2>"$folder/said" ||
        fail "the signature is not one of a trusted authority: $(tail -n 1 "$folder/said")"
    openssl x509 -in "$folder/signer.pem" -noout -ext extendedKeyUsage 2>/dev/null | grep -q "Code Signing" ||
        fail "the signer's certificate is not for code signing"
    values name | while read -r name; do
        sum=$(member "$name" | sha256sum | cut -d' ' -f1)
        values sha256 | grep -qx "$sum" || fail "$name is damaged"
        echo "$name is sound"
    done
}

verify() {
    if command -v sallyport >/dev/null && [ -z "${1:-}" ]; then
        sallyport upgrade verify "$file"
    else
        prove_with_openssl "${1:-$trust}"
    fi
}

install_here() {
    version=$(value version)
    command -v sallyport >/dev/null ||
        fail "Sallyport is not installed here; install version $version by its ISO, OVA or VHDX, or its services by deb or RPM"
    verify ""
    # Who installed the services alone has a distribution of his own below them, which a whole system must not replace.
    if [ "$(value kind)" = APPLICATION ] || grep -q ' sallyport\.slot=' "$command_line"; then
        sallyport upgrade install "$file" "$@"
    else
        fail "this system was not installed by an image of Sallyport and has no second slot for another; upgrade the services alone
by a package with -application in its name, or by the distribution's packages:
apt install ./sallyport_${version}_amd64.deb, or dnf install ./sallyport-$version-1.x86_64.rpm"
    fi
}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
[ -n "$start" ] || fail "the package is missing; get the file again"
member manifest.json >"$folder/manifest.json" 2>/dev/null || fail "the package is damaged; get the file again"
case "${1:-}" in
    --info)
        echo "$(value product) $(value version) for $(value base), $(value architecture), made $(value created)"
        cat "$folder/manifest.json"
        ;;
    --verify)
        verify "${2:-}"
        ;;
    --extract)
        verify ""
        package >"${2:-$(basename "$file" .bin).upg}"
        ;;
    --install)
        shift
        install_here "$@"
        ;;
    *)
        usage
        exit 2
        ;;
esac
exit 0
__SALLYPORT_PACKAGE__
