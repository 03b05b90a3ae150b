# SPDX-License-Identifier: Apache-2.0
# Copyright the Ambidock authors
# shellcheck shell=bash
#
# Benchmarks between registries on loopback. For benchmarks/run, whose variables it uses.

registry_pids=()

# Starts a registry with storage of its own under $work/NAME; sets $registry_host.
start_registry() { # NAME PORT
    local name="$1" port="$2"
    mkdir "$work/$name"
    cat >"$work/$name.yml" <<YAML
version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: $work/$name}, delete: {enabled: true}}
http: {addr: 127.0.0.1:$port}
YAML
    "${REGISTRY:-docker-registry}" serve "$work/$name.yml" >"$work/$name.log" 2>&1 &
    registry_pids+=("$!")
    for _ in $(seq 100); do
        curl -fsS "http://127.0.0.1:$port/v2/" >/dev/null 2>&1 && return
        sleep 0.1
    done
    echo "benchmarks/run: no registry at port $port: $(tail -n 1 "$work/$name.log")" >&2
    exit 2
}

stop_registries() {
    local pid
    for pid in "${registry_pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}

# A blob file of a layout from standard input: prints "DIGEST SIZE".
put_blob() { # LAYOUT
    local file="$1/blobs/sha256/.new" digest size
    cat >"$file"
    digest="$(sha256sum "$file" | cut -c1-64)" size="$(stat -c %s "$file")"
    mv "$file" "$1/blobs/sha256/$digest"
    printf '%s %s\n' "$digest" "$size"
}

layout_start() { # LAYOUT
    mkdir -p "$1/blobs/sha256"
    printf '{"imageLayoutVersion":"1.0.0"}' >"$1/oci-layout"
}

# Adds a Docker image to a layout; prints its entry in the index.
add_image() { # LAYOUT NAME LABEL LAYERS DIFF-IDS
    local layout="$1" name="$2" config manifest docker=application/vnd.docker
    read -r -a config < <(printf '{"architecture":"amd64","os":"linux","config":{"Labels":{"n":"%s"}},"rootfs":{"type":"layers","diff_ids":[%s]}}' \
        "$3" "$5" | put_blob "$layout")
    read -r -a manifest < <(printf '{"schemaVersion":2,"mediaType":"%s.distribution.manifest.v2+json","config":{"mediaType":"%s.container.image.v1+json","size":%s,"digest":"sha256:%s"},"layers":[%s]}' \
        "$docker" "$docker" "${config[1]}" "${config[0]}" "$4" | put_blob "$layout")
    printf '{"mediaType":"%s.distribution.manifest.v2+json","digest":"sha256:%s","size":%s,"annotations":{"org.opencontainers.image.ref.name":"%s"}}' \
        "$docker" "${manifest[0]}" "${manifest[1]}" "$name"
}

# Adds a gzip layer of random bytes; sets $layer and $diff_id.
add_layer() { # LAYOUT BYTES
    local blob
    mkdir "$work/layer"
    head -c "$2" /dev/urandom >"$work/layer/file"
    tar -cf "$work/layer.tar" -C "$work/layer" file
    rm -r "$work/layer"
    diff_id="\"sha256:$(sha256sum "$work/layer.tar" | cut -c1-64)\""
    read -r -a blob < <(gzip -1n <"$work/layer.tar" | put_blob "$1")
    layer="{\"mediaType\":\"application/vnd.docker.image.rootfs.diff.tar.gzip\",\"size\":${blob[1]},\"digest\":\"sha256:${blob[0]}\"}"
}

make_big() { # LAYOUT
    local layers="" ids="" layer diff_id
    layout_start "$1"
    for _ in $(seq 12); do
        add_layer "$1" $((1024 * 1024 * 1024 / 12))
        layers="$layers${layers:+,}$layer" ids="$ids${ids:+,}$diff_id"
    done
    printf '{"schemaVersion":2,"manifests":[%s]}' "$(add_image "$1" v1 big "$layers" "$ids")" >"$1/index.json"
}

make_many() { # LAYOUT COUNT
    local layer diff_id entries="" i
    layout_start "$1"
    add_layer "$1" 100000
    for i in $(seq "$2"); do
        entries="$entries${entries:+,}$(add_image "$1" "t$i" "$i" "$layer" "$diff_id")"
    done
    printf '{"schemaVersion":2,"manifests":[%s]}' "$entries" >"$1/index.json"
}

skopeo_many() { # REPO COUNT
    local i
    for i in $(seq "$2"); do
        "$skopeo" copy --insecure-policy -q --src-tls-verify=false --dest-tls-verify=false --format oci \
            "docker://$1:t$i" "docker://$1:t$i" || return 1
    done
}

crane_many() { # REPO COUNT: crane converts nothing, so it copies
    local i
    for i in $(seq "$2"); do "$crane" copy --insecure "$1:t$i" "$1:t$i-again" || return 1; done
}

# One run of one side: the big image from registry to registry, then the many tags in place.
registry_round() { # SIDE
    local big=() many=()
    case "$1" in
    ours)
        big=("$ambidock" copy "docker://$a/big:v1" "docker://$b/big:v1")
        many=("$ambidock" convert "docker://$a/many" --all-images --to oci)
        ;;
    skopeo)
        big=("$skopeo" copy --insecure-policy -q --src-tls-verify=false --dest-tls-verify=false "docker://$a/big:v1" "docker://$b/big:v1")
        many=(bash -c "skopeo_many $a/many $tags")
        ;;
    crane)
        big=("$crane" copy --insecure "$a/big:v1" "$b/big:v1")
        many=(bash -c "crane_many $a/many $tags")
        ;;
    esac
    rm -rf "$work"/b/docker
    weigh "$work/w.$1.big" "${big[@]}"
    "$ambidock" copy "oci:$work/many" "docker://$a/many" --all-images --format docker >/dev/null 2>&1
    weigh "$work/w.$1.many" "${many[@]}"
    "$ambidock" copy "oci:$work/many" "docker://$a/many" --all-images --format docker >/dev/null 2>&1
    one_tag "$1"
}

# Some tags, each in a process of its own.
one_tag() { # SIDE
    local i
    [ "$1" != crane ] || return 0
    for i in $(seq 10); do
        if [ "$1" = ours ]; then
            measure "$work/w.ours.one" "$ambidock" convert "docker://$a/many:t$i" --to oci
        else
            measure "$work/w.$1.one" "$skopeo" copy --insecure-policy -q --src-tls-verify=false --dest-tls-verify=false \
                --format oci "docker://$a/many:t$i" "docker://$a/many:t$i"
        fi
    done
}

registries() {
    local rounds="${rounds:-5}" home i side version tags=200 sides=(ours skopeo)
    local a=127.0.0.1:5731 b=127.0.0.1:5732
    trap stop_registries EXIT
    export -f skopeo_many crane_many
    export skopeo crane
    command -v "$crane" >/dev/null && sides+=(crane)
    start_registry a 5731
    start_registry b 5732
    make_big "$work/big"
    make_many "$work/many" "$tags"
    printf 'registries on loopback (%s), %s, crane %s, %s rounds in turn, load %s\n' \
        "$("${REGISTRY:-docker-registry}" --version 2>/dev/null | head -n 1)" "$("$skopeo" --version)" \
        "$("$crane" version 2>/dev/null || echo "is not here")" "$rounds" "$(cut -d' ' -f1 /proc/loadavg)"
    printf '%-10s %-34s %8s %8s %9s %9s %s\n' JDK '' 'wall s' 'cpu s' 'peak MiB' '' '  ours / theirs, each'
    "$ambidock" copy "oci:$work/big:v1" "docker://$a/big:v1" --format docker >/dev/null 2>&1
    rm -rf "$work/big"
    for home in $(javas); do
        export AMBIDOCK_JAVA="$home/bin/java"
        version="$(version "$home")"
        "$ambidock" convert "docker://$a/big:v1" docker://$b/warm:v1 --to oci >/dev/null 2>&1 # builds, makes caches
        rm -f "$work"/w.*
        for ((i = 0; i < rounds; i++)); do
            for side in "${sides[@]}"; do registry_round "$side"; done
        done
        for side in "${sides[@]:1}"; do
            row "$version" "$work/w.ours.big" "$work/w.$side.big" 'ambidock copy, 1 GiB, 12 layers'
            row '' "$work/w.$side.big" '' "$side copy"
            row '' "$work/w.ours.many" "$work/w.$side.many" "ambidock convert, $tags tags in place"
            row '' "$work/w.$side.many" '' "$side copy, $tags times"
        done
        printf '%-10s %-34s %8s %8s, in ms; skopeo %s %s; ratios %s %s\n' '' 'ambidock convert, one tag in place' \
            "$(median "$work/w.ours.one" 1)" "$(median "$work/w.ours.one" 2)" \
            "$(median "$work/w.skopeo.one" 1)" "$(median "$work/w.skopeo.one" 2)" \
            "$(ratio "$(median "$work/w.ours.one" 1)" "$(median "$work/w.skopeo.one" 1)")" \
            "$(ratio "$(median "$work/w.ours.one" 2)" "$(median "$work/w.skopeo.one" 2)")"
    done
    printf 'load at the end: %s\n' "$(cut -d' ' -f1 /proc/loadavg)"
}
