# SPDX-License-Identifier: Apache-2.0
# Copyright the Ambidock authors
# shellcheck shell=bash
#
# Benchmarks of layers on the disk, and of memory. For benchmarks/run, whose variables and functions it uses.

# Bytes like those of programs and texts: files of this machine, one after the other.
machine_bytes() { # BYTES
    # Who feeds head may be ended by it.
    { LC_ALL=C find /usr/bin /usr/lib /usr/share -xdev -type f -size -8M -print0 2>/dev/null | LC_ALL=C sort -z |
        xargs -0 cat 2>/dev/null || true; } | head -c "$1"
}

# A layout with an OCI image of one layer of 1 GiB in zstd.
make_zstd() { # LAYOUT
    local blob diff_id layer
    layout_start "$1"
    mkdir "$work/layer"
    machine_bytes $((1 << 30)) >"$work/layer/file"
    tar -cf "$work/layer.tar" -C "$work/layer" file
    rm -r "$work/layer"
    diff_id="\"sha256:$(sha256sum "$work/layer.tar" | cut -c1-64)\""
    read -r -a blob < <(zstd -q -3 -c <"$work/layer.tar" | put_blob "$1")
    rm "$work/layer.tar"
    layer="{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+zstd\",\"size\":${blob[1]},\"digest\":\"sha256:${blob[0]}\"}"
    printf '{"schemaVersion":2,"manifests":[%s]}' "$(add_image "$1" v1 zstd "$layer" "$diff_id")" >"$1/index.json"
    "$ambidock" convert "oci:$1:v1" --to oci >/dev/null 2>&1
}

layers_round() { # NAME FROM OURS... -- THEIRS...
    local name="$1" from="$2" ours=() theirs=()
    shift 2
    while [ "$1" != -- ]; do ours+=("$1") && shift; done
    shift
    theirs=("$@")
    weigh "$work/w.$name" "$ambidock" copy "$from" "oci:$work/out:v1" ${ours[@]+"${ours[@]}"}
    weigh "$work/w.their_$name" "$skopeo" copy --insecure-policy -q ${theirs[@]+"${theirs[@]}"} "$from" "oci:$work/out:v1"
}

layers() {
    local rounds="${rounds:-5}" home i version
    command -v zstd >/dev/null || {
        echo "benchmarks/run: zstd is missing" >&2
        exit 2
    }
    make_big "$work/big"
    "$ambidock" copy "oci:$work/big:v1" "docker-archive:$work/big.tar" >/dev/null 2>&1
    "$ambidock" convert "oci:$work/big:v1" --to oci >/dev/null 2>&1
    make_zstd "$work/zstd"
    printf 'layers on the disk, %s, %s rounds in turn, load %s\n' "$("$skopeo" --version)" "$rounds" \
        "$(cut -d' ' -f1 /proc/loadavg)"
    printf '%-10s %-34s %8s %8s %9s %9s %s\n' JDK '' 'wall s' 'cpu s' 'peak MiB' 'out MiB' '  ours / theirs, each'
    for home in $(javas); do
        export AMBIDOCK_JAVA="$home/bin/java"
        version="$(version "$home")"
        rm -f "$work"/w.*
        "$ambidock" copy "oci:$work/big:v1" "oci:$work/out:v1" >/dev/null 2>&1 # builds, makes caches
        for ((i = 0; i < rounds; i++)); do
            layers_round layouts "oci:$work/big:v1" --
            layers_round links "oci:$work/big:v1" --hard-links --
            layers_round archive "docker-archive:$work/big.tar" --
            layers_round zstd "oci:$work/zstd:v1" --compress gzip -- --dest-compress-format gzip
        done
        row "$version" "$work/w.layouts" "$work/w.their_layouts" 'layout to layout, 1 GiB'
        row '' "$work/w.their_layouts" '' 'skopeo'
        row '' "$work/w.links" "$work/w.their_links" 'the same, --hard-links'
        row '' "$work/w.archive" "$work/w.their_archive" 'archive of gzip layers, as they are'
        row '' "$work/w.their_archive" '' 'skopeo'
        row '' "$work/w.zstd" "$work/w.their_zstd" 'zstd to gzip, 1 GiB of tar'
        row '' "$work/w.their_zstd" '' 'skopeo'
    done
    printf 'load at the end: %s\n' "$(cut -d' ' -f1 /proc/loadavg)"
}

# A layer of GIB zero and random bytes mixed, as a plain tar in a layout; written as it streams.
make_long() { # LAYOUT GIB
    local blob layer
    layout_start "$1"
    truncate -s "$2"G "$work/long"
    read -r -a blob < <(tar -cf - -C "$work" long | put_blob "$1")
    rm "$work/long"
    layer="{\"mediaType\":\"application/vnd.docker.image.rootfs.diff.tar\",\"size\":${blob[1]},\"digest\":\"sha256:${blob[0]}\"}"
    printf '{"schemaVersion":2,"manifests":[%s]}' "$(add_image "$1" v1 long "$layer" "\"sha256:${blob[0]}\"")" >"$1/index.json"
}

# Peak memory with a heap of 64 MiB, for a layer of 1 GiB and of 10.
memory_of() {
    local home gib route base
    printf 'peak MiB with -Xmx64m, a layer of 1 GiB and of 10 GiB, and MiB for each GiB more\n'
    printf '%-10s %-34s %8s %8s %9s\n' JDK '' '1 GiB' '10 GiB' 'slope'
    for gib in 1 10; do make_long "$work/long$gib" "$gib"; done
    for home in $(javas); do
        export AMBIDOCK_JAVA="$home/bin/java" JDK_JAVA_OPTIONS=-Xmx64m
        "$ambidock" --version >/dev/null 2>&1
        for route in "layout:oci:$work/out:v1" "archive:docker-archive:$work/out" "gzip:oci:$work/out:v1 --compress gzip" \
            "zstd:oci:$work/out:v1 --compress zstd" "folder:dir:$work/out"; do
            for gib in 1 10; do
                rm -rf "$work/out" "$work/m.$gib"
                # shellcheck disable=SC2086  # words of a route
                weigh "$work/m.$gib" "$ambidock" copy "oci:$work/long$gib:v1" ${route#*:}
            done
            base="$(median "$work/m.1" 3)"
            printf '%-10s %-34s %8s %8s %9s\n' "$(version "$home")" "to ${route%%:*}" "$base" "$(median "$work/m.10" 3)" \
                "$(awk -v a="$base" -v b="$(median "$work/m.10" 3)" 'BEGIN {printf "%.1f", (b - a) / 9}')"
        done
        unset JDK_JAVA_OPTIONS
    done
}
