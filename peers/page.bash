# SPDX-License-Identifier: Apache-2.0
# Copyright the Ambidock authors
# shellcheck shell=bash
#
# Verdicts out of statuses and facts, and the page. For peers/run, whose variables it uses.

# Each verdict and what it means, from the best to the worst. PeersDocTest holds the page to these.
verdicts() {
    cat <<'TABLE'
kept|exit 0; the result is sound, of the format asked for, and nothing is lost: no member of config, manifest or entry, no layer, no attestation
told|exit 0; something is lost or changed, and the tool's output says so
reads|exit 0; the tool converts nothing, but reads the input
refused|an exit status that is not 0, with a message
misses|exit 0; the result is right, but the row asks for more: nothing sent twice, the same bytes each time
lost|exit 0; something is lost or changed, and the tool's output does not say so
wrong|exit 0; the result is unsound, not of the format asked for, a mixture of both, or says what is not so
crash|a panic, an exception or a signal
hang|no end within the patience of peers/run
no command|the tool has no command for this
TABLE
}

verdict() { # FOLDER
    local status lost=0 untold=0 kind word
    status="$(cat "$1/status")"
    if [ -e "$1/none" ]; then
        echo 'no command'
    elif [ "$status" -eq 124 ] || [ "$status" -eq 137 ]; then
        echo hang
    elif [ "$status" -gt 128 ] || grep -qE '^(panic:|goroutine |fatal error:|Exception in thread|[[:space:]]+at [a-z.]+\()' "$1/log"; then
        echo crash
    elif [ "$status" -ne 0 ]; then
        echo refused
    elif [ -e "$1/reads" ]; then
        echo reads
    elif grep -qs ^wrong "$1/facts" "$1/judged" "$1/verified"; then
        echo wrong
    else
        while IFS=$'\t' read -r kind word _; do
            [ "$kind" = lost ] || continue
            lost=1
            tool_said "$1" | grep -qE -- "$word" || untold=1
        done < <(cat "$1/facts" "$1/judged" 2>/dev/null)
        if [ "$untold" -eq 1 ]; then
            echo lost
        elif grep -q ^misses "$1/facts"; then
            echo misses
        elif [ "$lost" -eq 1 ]; then
            echo told
        else
            echo kept
        fi
    fi
}

# What a tool printed, but for the lines that it prints with every copy.
tool_said() { # FOLDER
    grep -vE '^(Getting image|Copying|Writing manifest|Storing (signatures|list)|Loaded image|sha(256|512):[0-9a-f]+$|[0-9a-f]{64}$)' \
        "$1/log" || true
}

# The line of the output that tells what failed, without what differs from run to run.
message() { # FOLDER
    tool_said "$1" | awk '
        tolower($0) ~ /error|fata|refused|panic|^ambidock:|⨯/ { if (!found) found = $0 }
        NF { if (!first) first = $0 }
        END { print found ? found : first }' | neutral |
        sed -E 's/^time="[^"]*" level=[a-z]+ msg=//; s/^"(.*)"$/\1/; s/\\"/"/g; s/^ *⨯ *//' | cut -c1-300
}

# Takes out what differs from run to run: temporary folders, ports, the IDs of podman's lists; shortens its image IDs.
neutral() {
    sed -E "s|$work/out/[0-9]+\\.[a-z]+/||g; s|$work/||g; s|$root/||g; s|127\\.0\\.0\\.1:[0-9]{4,5}|127.0.0.1:PORT|g" |
        sed -E 's#(/var/)?tmp/(storage|oci)[0-9]{5,}#tmp/\2N#g; s/(store\/run\])@[0-9a-f]{64}/\1@ID/g' |
        sed -E 's/ ([0-9a-f]{12})[0-9a-f]{52} / \1 /g'
}

kind_of_machine() {
    printf '%s %s, %s processors' "$(uname -s)" "$(uname -m)" "$(nproc 2>/dev/null || echo '?')"
}

# Text in a table or list: no line ends, bars or marks that Markdown takes.
plain() { tr '\n' ' ' | sed 's/|/\\|/g; s/</\&lt;/g; s/ *$//'; }

page() {
    local tool number row input way wanted what folder
    echo '# Peers: the hard inputs in other hands'
    echo
    echo 'Written by `peers/run`; do not edit. Each cell is a measurement: the inputs of [coverage.md](coverage.md) run through each tool'
    echo 'by its own command with its default settings, and the result judged by facts. Other versions may do otherwise: run it.'
    echo
    printf -- '- Date: %s\n' "$(date -u +%Y-%m-%d)"
    printf -- '- Machine: %s\n' "$(kind_of_machine)"
    for tool in "${tools[@]}"; do printf -- '- `%s`: %s\n' "$tool" "$("version_$tool" 2>/dev/null | head -n 1)"; done
    for tool in skopeo podman buildah umoci crane regctl; do
        [[ " ${tools[*]} " = *" $tool "* ]] || printf -- '- `%s`: not measured\n' "$tool"
    done
    printf '\n## Verdicts\n\n| verdict | meaning |\n| --- | --- |\n'
    verdicts | while IFS='|' read -r word meaning; do printf '| `%s` | %s |\n' "$word" "$meaning"; done
    cat <<'TEXT'

*Wanted* is what the row of coverage.md asks for; an asterisk marks a verdict that is none of those. A result that only `ambidock verify`
calls unsound is `wrong` as well. umoci and crane convert nothing, so they get no asterisk: `refused` means that they do not read the input.

TEXT
    table
    totals
    details
}

mark() { # VERDICT WANTED TOOL
    case "$3" in
    umoci | crane) printf '%s' "$1" ;;
    *) if [ "$1" = 'no command' ] || [[ ",$2," = *",$1,"* ]]; then printf '%s' "$1"; else printf '%s \\*' "$1"; fi ;;
    esac
}

table() {
    printf '## Rows\n\n| row | input | wanted |'
    printf ' %s |' "${tools[@]}"
    printf '\n| --- | --- | --- |'
    for tool in "${tools[@]}"; do printf ' --- |'; done
    echo
    while read -r number row input way wanted what; do
        printf '| %s | %s | %s |' "$row" "$(plain <<<"$what")" "${wanted//,/, }"
        for tool in "${tools[@]}"; do
            folder="$work/out/$number.$tool"
            verdict "$folder" >"$folder/verdict"
            printf ' %s |' "$(mark "$(cat "$folder/verdict")" "$wanted" "$tool")"
        done
        echo
    done <"$work/chosen"
}

totals() {
    local word count
    printf '\n## How often\n\n| verdict |'
    printf ' %s |' "${tools[@]}"
    printf '\n| --- |'
    for tool in "${tools[@]}"; do printf ' --- |'; done
    echo
    verdicts | while IFS='|' read -r word _; do
        printf '| `%s` |' "$word"
        for tool in "${tools[@]}"; do
            count="$(cat "$work"/out/*."$tool"/verdict | grep -cx "$word" || true)"
            printf ' %s |' "$count"
        done
        echo
    done
    printf '| as wanted |'
    for tool in "${tools[@]}"; do
        case "$tool" in umoci | crane) printf ' - |' && continue ;; esac
        count=0
        while read -r number _ _ _ wanted _; do
            if [[ ",$wanted," = *",$(cat "$work/out/$number.$tool/verdict"),"* ]]; then count=$((count + 1)); fi
        done <"$work/chosen"
        printf ' %s of %s |' "$count" "$(wc -l <"$work/chosen")"
    done
    echo
}

details() {
    local last=""
    printf '\n## Details\n\nIn each folder of a measurement, `in` is the input. A result in OCI is a layout; one in Docker'\''s format is a flat folder, since\nthe peers write no Docker manifest into a layout. podman is asked to compress for it, else it calls plain layers gzip there.\n'
    while read -r number row input way wanted what; do
        if [ "$row" != "$last" ]; then printf '\n### Row %s\n' "$row"; fi
        last="$row"
        printf '\n%s (`%s`, %s)\n\n' "$(plain <<<"$what")" "$input" "$way"
        for tool in "${tools[@]}"; do detail "$tool" "$work/out/$number.$tool"; done
    done <"$work/chosen"
}

detail() { # TOOL FOLDER
    local told facts
    printf -- '- %s: **%s**' "$1" "$(cat "$2/verdict")"
    if [ -e "$2/none" ]; then
        printf ': %s\n' "$(plain <"$2/none")"
        return
    fi
    neutral <"$2/commands" | while read -r told; do printf ', `%s`' "$told"; done
    if [ "$(cat "$2/status")" -ne 0 ]; then
        printf '; exit %s: %s' "$(cat "$2/status")" "$(message "$2" | plain)"
    fi
    facts="$({ cat "$2/facts" "$2/judged" "$2/verified" 2>/dev/null || true; } | awk -F'\t' '
        $1 == "lost" { lost = lost (lost ? ", " : "") $3; next }
        { other = other "; " ($1 == "fact" ? "" : $1 ": ") $2 }
        END { printf "%s%s", (lost ? "; lost or changed: " lost : ""), other }' | cut -c1-700 | neutral)"
    printf '%s\n' "$(plain <<<"$facts")"
}
