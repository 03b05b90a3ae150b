# SPDX-License-Identifier: Apache-2.0
# Copyright the Ambidock authors
# shellcheck shell=bash
#
# The ways in which inputs are run: converted from place to place, and those of rows that need more than that. For
# peers/run, whose variables it uses. A way fails as the tool does, and writes `facts`, or leaves that to the judge.

list() { if [ -e in/list ]; then echo list; fi; }

# A conversion from place to place, and for `back` back again.
convert() { # TOOL WAY
    local tool="$1" way="$2" target="$2" to
    if [ "$way" = back ]; then
        case "$locator" in dir:*) target=oci ;; *) target=docker ;; esac
        to="$(place_between "$tool" "$target" result)"
    else
        to="$(place_for "$tool" "$target" result)"
    fi
    "tool_$tool" "$locator" "$target" "$to" "$(list)" || { failed; return; }
    drop_store
    if [ -e reads ]; then return; fi
    if [ "$way" = back ]; then
        case "$target" in oci) target=docker ;; *) target=oci ;; esac
        locator="$to" to="$(place_for "$tool" "$target" back)"
        "tool_$tool" "$locator" "$target" "$to" "$(list)" || { failed; return; }
        drop_store
    fi
    to_judge "$to" "$way"
}

# Ends a way with the status of the command that failed.
failed() {
    local status=$?
    drop_store
    return "$status"
}

# Has a result verified, and its facts told at the end of the run.
to_judge() { # LOCATOR WAY
    local path="${1#*:}"
    if ! "$ambidock" verify "$1" >verify 2>&1; then
        printf 'wrong\tambidock verify: %s\n' "$(grep -v '^[[:space:]]*$' verify | head -n 1)" >verified
    fi
    printf '%s\t%s\t%s\t%s\n' "$case" "$work/in/$(basename "$(readlink in)")" "${1%%:*}:$case/${path%:v1}" "$2" \
        >>"$work/jobs"
}

# --- archives

# Row 66: what a written archive is good for.
way_archive() { # TOOL
    local id
    case "$1" in
    ambidock | skopeo) "tool_$1" "$locator" keep docker-archive:result.tar:example.org/app:v1 || return ;;
    podman | buildah)
        own_store "$1"
        run "$1" "${storage[@]}" pull -q "$locator" &&
            run "$1" "${storage[@]}" push -q "$(tail -n 1 told)" docker-archive:result.tar:example.org/app:v1 ||
            { failed; return; }
        drop_store
        ;;
    *) no_command "writes no such archive"; return ;;
    esac
    id="$(sed -n '/"config"/,/}/s/.*"digest": *"sha256:\([0-9a-f]*\)".*/\1/p' in/dir/manifest.json | head -n 1)"
    tar -xOf result.tar manifest.json | grep -q "$id" || printf 'lost\tconfig\timage ID\n' >>facts
    tar -tf result.tar | grep -qx oci-layout || printf 'fact\tno OCI layout in it\n' >>facts
    loads_in_podman "$id"
    mv result.tar first.tar
    case "$1" in
    ambidock | skopeo)
        "tool_$1" "$locator" keep docker-archive:result.tar:example.org/app:v1 || return
        cmp -s first.tar result.tar || printf 'misses\tother bytes at the second time\n' >>facts
        ;;
    esac
}

loads_in_podman() { # ID
    command -v podman >/dev/null 2>&1 || return 0
    local printed
    own_store podman
    podman "${storage[@]}" load -q -i result.tar >loaded 2>&1 ||
        printf 'wrong\tpodman does not load it: %s\n' "$(head -n 1 loaded)" >>facts
    printed="$(podman "${storage[@]}" images -q --no-trunc 2>/dev/null)"
    [ "$printed" = "sha256:$1" ] || printf 'lost\tconfig\timage ID in podman\n' >>facts
    drop_store
}

# Row 67: the archive comes through a pipe.
way_pipe() { # TOOL
    local from=docker-archive:/dev/stdin status=0
    case "$1" in
    ambidock) from=docker-archive:- ;;
    skopeo) ;;
    podman)
        own_store podman
        run podman "${storage[@]}" load -q < <(cat in/image.tar) &&
            run podman "${storage[@]}" push -q --format oci example.org/app:v1 oci:result:v1 || { failed; return; }
        drop_store
        to_judge oci:result:v1 oci
        return
        ;;
    *) no_command "reads no archive from a pipe"; return ;;
    esac
    "tool_$1" "$from" oci oci:result:v1 < <(cat in/image.tar) || return
    to_judge oci:result:v1 oci
}

# --- registries

servers=()
fake_input=""
access=""

stop_servers() {
    local pid
    if [ -n "$fake_input" ]; then exec {fake_input}>&-; fi
    fake_input=""
    for pid in "${servers[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    servers=()
}

# Starts the test kit's registry with a bad manner; sets $host and $digest.
fake_registry() { # MANNER
    mkfifo stdin stdout
    peer_java PeerRegistry "$1" <stdin >stdout 2>server-log &
    servers+=("$!")
    exec {fake_input}>stdin
    read -r host digest <stdout
    export host digest
}

# Starts docker-registry with a folder of its own; sets $host, and $access to its log of requests.
real_registry() {
    local port
    command -v docker-registry >/dev/null 2>&1 || { no_command "docker-registry is not installed"; return; }
    for port in $(seq 5701 5799); do
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then break; fi
    done
    host="127.0.0.1:$port" access="$case/access"
    printf '%s\n' 'version: 0.1' 'log: {level: error}' \
        "storage: {filesystem: {rootdirectory: $case/registry}, delete: {enabled: true}}" \
        "http: {addr: '$host'}" >registry.yml
    docker-registry serve registry.yml >"$access" 2>server-log &
    servers+=("$!")
    for _ in $(seq 100); do
        if curl -fsS "http://$host/v2/" >/dev/null 2>&1; then return; fi
        sleep 0.1
    done
    no_command "docker-registry does not answer"
}

# The writing requests in the log from a line on: "METHOD PATH".
writes() { # FIRST-LINE
    sed -n "$1,\$s/.*\"\\(POST\\|PUT\\|PATCH\\) \\([^ ]*\\) .*/\\1 \\2/p" "$access"
}

# Puts the input into the registry as it is, with the first tool that can: not a part of the measurement.
lay() { # REFERENCE
    "$ambidock" copy -q --format keep "$locator" "docker://$host/$1" >laid 2>&1
}

# Ends a way about registries with the status of what came before.
ended() {
    local status=$?
    drop_store
    stop_servers
    return "$status"
}

knows_registries() { # TOOL
    case "$1" in
    umoci) no_command "knows no registries" ;;
    crane) tool_crane ;;
    regctl) no_command "not asked about registries" ;;
    esac
}

# Fetches what is in a registry now, for the judge.
fetched() { # REFERENCE WAY
    "$ambidock" copy -q --format keep "docker://$host/$1" dir:result >>laid 2>&1 || true
    to_judge dir:result "$2"
}

refusing() { # TOOL MANNER WAY
    knows_registries "$1" || return
    fake_registry "$2"
    "tool_$1" "$locator" keep "docker://$host/new:v1" && fetched new:v1 "$3"
    ended
}

# Rows 76 and 77.
way_refuses_oci() { refusing "$1" refuses-oci docker; }
way_refuses_docker() { refusing "$1" refuses-docker oci; }

# Row 78: the same copy a second time.
way_again() { # TOOL
    local first
    knows_registries "$1" && real_registry || { ended; return; }
    "tool_$1" "$locator" keep "docker://$host/app:v1" || { ended; return; }
    drop_store
    first=$(($(wc -l <"$access") + 1))
    "tool_$1" "$locator" keep "docker://$host/app:v1" && misses "$(writes "$first" | wc -l)" "writing requests at the second time"
    ended
}

misses() { # COUNT WHAT
    if [ "$1" -gt 0 ]; then printf 'misses\t%s: %s\n' "$2" "$1" >>facts; fi
}

# Row 79: converted into another repository.
way_mount() { # TOOL
    local first
    knows_registries "$1" && real_registry || { ended; return; }
    lay app:v1
    first=$(($(wc -l <"$access") + 1))
    if "tool_$1" "docker://$host/app:v1" oci "docker://$host/other:v1"; then
        misses "$(writes "$first" | grep -c '^PUT .*/blobs/uploads/')" "blobs sent anew"
        fetched other:v1 oci
    else
        false
    fi
    ended
}

# Row 80: converted under its own name.
way_in_place() { # TOOL
    local first old
    knows_registries "$1" && real_registry || { ended; return; }
    lay app:v1
    old="$(sha256sum in/dir/manifest.json | cut -c1-64)"
    first=$(($(wc -l <"$access") + 1))
    if "tool_$1" "docker://$host/app:v1" oci "docker://$host/app:v1" "$(list)"; then
        misses "$(writes "$first" | grep -c '^PUT .*/blobs/uploads/')" "blobs sent anew"
        writes "$first" | grep '^PUT .*/manifests/' | tail -n 1 | grep -q '/v1$' ||
            printf 'wrong\tthe tag was not written last\n' >>facts
        curl -fsSI -H 'Accept: application/vnd.docker.distribution.manifest.list.v2+json' \
            "http://$host/v2/app/manifests/sha256:$old" >/dev/null 2>&1 || printf 'wrong\tthe old root is gone\n' >>facts
        fetched app:v1 oci
    else
        false
    fi
    ended
}

# Rows 81 and 82: the registry's image is that of the input three-blanks.
from_liar() { # TOOL MANNER REFERENCE
    knows_registries "$1" || return
    ln -s "$work/in/three-blanks" in
    fake_registry "$2"
    "tool_$1" "docker://$host/${3/DIGEST/$digest}" keep dir:result && to_judge dir:result docker
    ended
}
way_converted() { from_liar "$1" converted app@DIGEST; }
way_lies() { from_liar "$1" lies app:v1; }

# Row 83: a cosign signature stands beside the image.
way_referrers() { # TOOL
    knows_registries "$1" && real_registry || { ended; return; }
    lay app:v1
    "$ambidock" copy -q --format keep "oci:$work/in/cosign/layout:v1" \
        "docker://$host/app:sha256-$(sha256sum in/dir/manifest.json | cut -c1-64).sig" >>laid 2>&1
    if "tool_$1" "docker://$host/app:v1" oci "docker://$host/new:v1"; then
        printf 'lost\tsignature|referrer|\\.sig\tsignature\n' >>facts
        fetched new:v1 oci
    else
        false
    fi
    ended
}
