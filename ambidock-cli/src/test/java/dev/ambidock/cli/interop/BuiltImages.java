// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import dev.ambidock.cli.PeerTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Two images that a real dockerd built and saved; they share a layer. One has everything that a Dockerfile can say and
 * OCI's specification does not know.
 *
 * @param folder where the archives are
 * @param full with HEALTHCHECK, ONBUILD, SHELL, STOPSIGNAL and so on
 * @param slim with little more than the shared layer
 */
record BuiltImages(Path folder, BuiltImage full, BuiltImage slim) {
    /** How the names stand in archives and engines. */
    static final String FULL = "ambidock.test/full:v1";

    static final String SLIM = "ambidock.test/team/slim:v2";

    private static final String BASE = """
            FROM scratch
            COPY busybox /bin/busybox
            """;

    private static final String EVERYTHING = """
            FROM ambidock.test/base
            COPY probe greeting gone /srv/
            RUN ["/bin/busybox", "sh", "-c", "cd /srv && busybox rm gone && busybox ln greeting hard && busybox ln -s hard soft && busybox chmod 4755 probe"]
            LABEL plain=yes angle="<&> \\u2028" "with space"="a\\"b"
            ENV GREETING="hello <&>" PATH=/bin
            SHELL ["/bin/busybox", "sh", "-ec"]
            HEALTHCHECK --interval=7s --timeout=3s --start-period=1s --retries=4 CMD ["/bin/busybox", "true"]
            ONBUILD RUN echo onbuild
            STOPSIGNAL SIGQUIT
            VOLUME ["/data", "/cache"]
            EXPOSE 80 53/udp
            WORKDIR /work
            COPY --chown=7:8 note .
            USER 7:8
            ENTRYPOINT ["/bin/busybox", "sh", "/srv/probe"]
            CMD ["first", "second word"]
            """;

    private static final String LITTLE = """
            FROM ambidock.test/base
            COPY probe greeting note /srv/
            CMD ["/bin/busybox", "sh", "/srv/probe"]
            """;

    /** Tells what a program sees of its image: arguments, variables, user, place, files with owners, modes and content. */
    private static final String PROBE = """
            echo "arguments: $*"
            /bin/busybox env | /bin/busybox grep -E '^(GREETING|PATH|PWD)=' | /bin/busybox sort
            echo "user $(/bin/busybox id -u), group $(/bin/busybox id -g)"
            /bin/busybox pwd
            /bin/busybox find /srv /work /bin 2>/dev/null | /bin/busybox sort | while read -r file; do
                /bin/busybox stat -c '%n %F %a %u:%g %s %Y %h' "$file"
                [ ! -f "$file" ] || /bin/busybox sha256sum "$file"
            done
            /bin/busybox cat /srv/greeting
            """;

    static BuiltImages build(DockerDaemon docker) {
        PeerTool.need(Files.isExecutable(busybox()), "busybox-static is installed");
        try {
            Path folder = Files.createDirectory(docker.home().resolve("built"));
            Path context = Files.createDirectory(folder.resolve("context"));
            Files.copy(busybox(), context.resolve("busybox"), StandardCopyOption.COPY_ATTRIBUTES);
            Files.writeString(context.resolve("probe"), PROBE);
            for (String name : List.of("greeting", "gone", "note")) {
                Files.writeString(context.resolve(name), name + " \u00e4\u20ac\n");
            }
            build(docker, context, "ambidock.test/base", BASE);
            build(docker, context, FULL, EVERYTHING);
            build(docker, context, SLIM, LITTLE);
            BuiltImage full = BuiltImage.look(docker, folder, FULL);
            BuiltImage slim = BuiltImage.look(docker, folder, SLIM);
            docker.docker(folder, "save", "--output", folder.resolve("one.tar").toString(), FULL);
            docker.docker(folder, "save", "--output", folder.resolve("both.tar").toString(), FULL, SLIM);
            docker.clear(folder);
            return new BuiltImages(folder, full, slim);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Debian's busybox-static, which needs no library beside it. */
    private static Path busybox() {
        return Path.of("/bin/busybox");
    }

    private static void build(DockerDaemon docker, Path context, String name, String dockerfile)
            throws IOException, InterruptedException {
        Files.writeString(context.resolve("Dockerfile"), dockerfile);
        docker.docker(context, "build", "--quiet", "--network=none", "--tag", name, ".");
    }

    /** What {@code docker save} made of the full image. */
    Path one() {
        return folder.resolve("one.tar");
    }

    /** What {@code docker save} made of both images. */
    Path both() {
        return folder.resolve("both.tar");
    }
}
