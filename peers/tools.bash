# SPDX-License-Identifier: Apache-2.0
# Copyright the Ambidock authors
# shellcheck shell=bash
#
# How each tool is asked. For peers/run, whose variables it uses; every function runs in the folder of its measurement,
# where the input is `in`.
#
# A tool has two functions. tool_NAME FROM FORMAT TO [list]: reads an image at a locator and writes it at another one, in
# the format oci or docker, or as it likes if that is keep. version_NAME: a line. Both may be told by skopeo's locators.

storage=()

# Runs a command as a part of a measurement: notes it as a user would type it, and its output. Fails as it does.
run() {
    local status=0 shown="$*"
    if [ "${#storage[@]}" -gt 0 ]; then shown="${shown/ ${storage[*]}/}"; fi
    shown="${shown//"$ambidock"/ambidock}"
    printf '%s\n' "${shown//"$root/"/}" >>"$case/commands"
    timeout -k 5 "$patience" "$@" >"$case/told" 2>"$case/err" || status=$?
    cat "$case/told" "$case/err" >>"$case/log"
    return "$status"
}

# Says that a tool has no command for this, and why.
no_command() {
    printf '%s\n' "$*" >"$case/none"
    return 1
}

# Where a tool can keep a result, told by skopeo's locators: in Docker's format most know a flat folder only.
place_for() { # TOOL FORMAT NAME
    case "$1 $2" in
    *' oci' | regctl*) echo "oci:$3:v1" ;;
    *) echo "dir:$3" ;;
    esac
}

# The same for a result that is to be converted back; a layout has room for ambidock's origin record.
place_between() { # TOOL FORMAT NAME
    case "$1" in
    ambidock) echo "oci:$3:v1" ;;
    *) place_for "$@" ;;
    esac
}

tool_ambidock() { run "$ambidock" copy --format "$2" "$1" "$3"; }
version_ambidock() { "$ambidock" --version; }

# The name of a format in the tools of containers/image.
their_format() {
    case "$1" in
    oci) echo oci ;;
    docker) echo v2s2 ;;
    esac
}

tool_skopeo() {
    local options=() format
    format="$(their_format "$2")"
    if [ -n "${4:-}" ]; then options+=(--all); fi
    if [ -n "$format" ]; then options+=(--format "$format"); fi
    case "$1 $3" in *docker://*) options+=(--src-tls-verify=false --dest-tls-verify=false) ;; esac
    run skopeo copy --insecure-policy "${options[@]}" "$1" "$3"
}
version_skopeo() { skopeo --version; }

tool_podman() { through_store podman "$@"; }
version_podman() { podman --version; }

tool_buildah() { through_store buildah "$@"; }
version_buildah() { buildah --version; }

# podman and buildah convert when they push what they pulled; a list goes by their manifest commands.
through_store() { # PROGRAM FROM FORMAT TO [list]
    local program="$1" from="$2" to="$4" options=() format
    format="$(their_format "$3")"
    if [ -n "$format" ]; then options+=(--format "$format"); fi
    case "$from $to" in *docker://*) options+=(--tls-verify=false) ;; esac
    # Else a flat folder gets plain layers under gzip's name, and nothing else would be seen.
    if [ "$program ${to%%:*}" = 'podman dir' ] && [ -z "${5:-}" ]; then options+=(--compress); fi
    own_store "$program"
    local pull=()
    case "$from" in docker://*) pull=(--tls-verify=false) ;; esac
    if [ -n "${5:-}" ]; then
        run "$program" "${storage[@]}" manifest create list &&
            run "$program" "${storage[@]}" manifest add --all "${pull[@]}" list "$from" &&
            run "$program" "${storage[@]}" manifest push --all "${options[@]}" list "$to"
    else
        run "$program" "${storage[@]}" pull -q "${pull[@]}" "$from" &&
            run "$program" "${storage[@]}" push -q "${options[@]}" "$(tail -n 1 "$case/told")" "$to"
    fi
}

own_store() { # PROGRAM
    local home="$case/store"
    mkdir -p "$home"
    printf '%s\n' '[engine]' 'events_logger = "file"' 'lock_type = "file"' >"$home/containers.conf"
    export CONTAINERS_CONF="$home/containers.conf"
    storage=(--root "$home/root" --runroot "$home/run" --storage-driver vfs)
    if [ "$1" = podman ]; then storage+=(--tmpdir "$home/tmp"); fi
}

# Removes what a store holds; some of it is without the right to be removed by others.
drop_store() {
    storage=()
    unset CONTAINERS_CONF
    if [ -d "$case/store" ]; then
        chmod -R u+rwx "$case/store" 2>/dev/null || true
        rm -rf "$case/store" || true
    fi
}

# umoci converts nothing; what can be measured is whether it reads the input.
tool_umoci() {
    [ -d in/layout ] || { no_command "reads layouts only"; return; }
    case "$1$3" in *docker://*) no_command "knows no registries"; return ;; esac
    run umoci unpack --rootless --image in/layout:v1 bundle && : >reads
}
version_umoci() { umoci --version; }

tool_crane() { no_command "copies bytes, has no conversion"; }
version_crane() { echo "crane $(crane version)"; }

# regctl keeps either format in a layout.
tool_regctl() {
    local from="$1" to="${3#oci:}" options=()
    case "$2" in
    oci) options=(--to-oci) ;;
    docker) options=(--to-docker) ;;
    esac
    case "$1$3" in *docker://*) no_command "not asked about registries"; return ;; esac
    case "$from" in
    oci:result:v1) from=result ;;
    *) from=in/layout ;;
    esac
    to="ocidir://${to%:v1}:v1"
    if [ -d "$from" ]; then
        run regctl image mod "ocidir://$from:v1" --create "$to" "${options[@]}"
    else
        run regctl image import "$to" in/image.tar && run regctl image mod "$to" --replace "${options[@]}"
    fi
}
version_regctl() { echo "regctl $(regctl version --format '{{.VCSTag}}')"; }
