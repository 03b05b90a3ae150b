# SPDX-License-Identifier: Apache-2.0
# Copyright the Ambidock authors
# shellcheck shell=bash
#
# What the benchmarks of whole processes share: $work is a folder for their files.

# Folders of JDKs that have a release file, each once.
javas() {
    local home real seen=" "
    for home in ${JAVAS:-"${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home}; do
        [ -n "$home" ] && [ -x "$home/bin/java" ] && [ -r "$home/release" ] || continue
        real="$(cd "$home" && pwd -P)"
        case "$seen" in *" $real "*) continue ;; esac
        seen="$seen$real "
        printf '%s\n' "$real"
    done
}

version() { sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$1/release"; }

# One run of a command: appends "WALL CPU" in milliseconds to the file $1.
measure() {
    local out="$1"
    shift
    if command -v hyperfine >/dev/null; then
        hyperfine -N -r 1 --style none --export-json "$work/one.json" "$*" >/dev/null 2>&1
        awk -F'[:,]' '/"mean"/ {w=$2} /"user"/ {u=$2} /"system"/ {s=$2} END {printf "%.3f %.3f\n", w*1000, (u+s)*1000}' \
            "$work/one.json" >>"$out"
    else
        local TIMEFORMAT='%3R %3U %3S'
        { time "$@" >/dev/null 2>&1; } 2>&1 | awk '{printf "%.3f %.3f\n", $1*1000, ($2+$3)*1000}' >>"$out"
    fi
}

# Peak memory of one run in MiB to the file $1; nothing without GNU time.
memory() {
    local out="$1"
    shift
    [ -x /usr/bin/time ] || return 0
    /usr/bin/time -f '%M' -o "$work/one.rss" "$@" >/dev/null 2>&1 || return 0
    awk '{printf "%.1f\n", $1/1024}' "$work/one.rss" >>"$out"
}

median() { # FILE COLUMN
    [ -s "$1" ] || {
        echo -
        return
    }
    cut -d' ' -f"$2" "$1" | sort -n | awk '{v[NR]=$1} END {print NR%2 ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2}'
}

ratio() { awk -v a="$1" -v b="$2" 'BEGIN {if (a == "-" || b == "-" || b == 0) print "-"; else printf "%.2f", a/b}'; }

row() { # JDK FILE FILE-TO-DIVIDE-BY TITLE
    local column values=()
    for column in 1 2 3 4; do
        values+=("$(median "$2" "$column")")
    done
    printf '%-10s %-34s %8s %8s %9s %9s' "$1" "$4" "${values[@]}"
    if [ -n "$3" ]; then
        for column in 1 2 3 4; do
            printf ' %6s' "$(ratio "${values[column - 1]}" "$(median "$3" "$column")")"
        done
    fi
    printf '\n'
}
