// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.command;

/** The part of the completion scripts that asks a registry for tags, once {@code HOST/REPO:} is typed. */
final class TagCompletion {
    /** The line of picocli's script that says who completes. */
    private static final String REGISTRATION = "complete -F _complete_ambidock ";

    private static final String BASH = """

            # Tags, asked for at the registry once HOST/REPO: is typed.
            function _complete_ambidock_or_tags() {
              local line="${COMP_LINE:0:COMP_POINT}" patience="" prefix tag
              local word="${line##*[[:space:]]}"
              local repository="${word%:*}" last="${word##*:}"
              case "$repository" in
              "$word" | oci:* | oci-archive:* | docker-archive:* | docker-daemon:* | dir:*) repository="" ;;
              docker://*/* | *.*/* | *:*/* | localhost/*) ;;
              *) repository="" ;;
              esac
              case "$last" in
              */*) repository="" ;;
              esac
              if [ -z "$repository" ]; then
                _complete_ambidock
                return
              fi
              prefix="$repository:"
              case "${COMP_WORDBREAKS-}" in
              *:*) prefix="" ;;
              esac
              command -v timeout >/dev/null 2>&1 && patience="timeout 10"
              COMPREPLY=()
              for tag in $($patience "${COMP_WORDS[0]}" tags --quiet "$repository" 2>/dev/null </dev/null); do
                case "$tag" in
                "$last"*) COMPREPLY+=("$prefix$tag") ;;
                esac
              done
            }

            """;

    private static final String FISH = """
            function __ambidock_tags
                set -l parts (string match -r '^(.*/[^:]*):([^/:]*)$' -- (commandline -ct))
                or return
                string match -qr '^(oci|oci-archive|docker-archive|docker-daemon|dir):' -- $parts[2]
                and return
                string match -qr '^(docker://|localhost/|[^/]*[.:])' -- $parts[2]
                or return
                set -l program (commandline -opc)
                for tag in ($program[1] tags --quiet $parts[2] 2>/dev/null </dev/null)
                    echo $parts[2]:$tag
                end
            end
            complete -c ambidock -n '__fish_seen_subcommand_from copy convert diff inspect digest verify' -a '(__ambidock_tags)'
            """;

    private TagCompletion() {}

    /** picocli's script for bash and zsh, and tags. */
    static String bash(String script) {
        int registration = script.lastIndexOf(REGISTRATION);
        if (registration < 0) {
            throw new IllegalStateException("picocli's script no longer has the line " + REGISTRATION);
        }
        return script.substring(0, registration)
                + BASH
                + "complete -F _complete_ambidock_or_tags "
                + script.substring(registration + REGISTRATION.length());
    }

    /** To be added to the script for fish. */
    static String fish() {
        return FISH;
    }
}
