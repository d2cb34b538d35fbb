# Stages that are not repeated while what they are made from stays the same; sourced by build.
# shellcheck shell=bash disable=SC2154 # stage_count comes from build
report=()
stage_number=0

# stage NAME OUTPUT KEY COMMAND...: runs COMMAND to make OUTPUT unless it was made from the same KEY
stage() {
    local name=$1 output=$2 key=$3 began=$SECONDS how
    shift 3
    stage_number=$((stage_number + 1))
    if is_current "$output" "$key"; then
        say "[$stage_number/$stage_count] $name: as before"
        how=cached
    else
        say "[$stage_number/$stage_count] $name"
        rm -f "$output.key"
        "$@"
        [ -e "$output" ] || fail "The stage '$name' ended without making $output."
        finished "$output" "$key"
        how="$((SECONDS - began)) s"
    fi
    report+=("$(printf '%-22s %10s   %s' "$name" "$how" "$(du -sh --apparent-size "$output" | cut -f1)")")
}

# key FILE...: of stages before, whose outputs these are
key() {
    local file
    for file in "$@"; do cat "$file.key"; done
}

print_report() {
    printf '\n%-22s %10s   %s\n' stage time size
    printf '%s\n' "${report[@]}"
    printf 'total %s s\n' "$SECONDS"
}
