// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec;

import com.github.luben.zstd.util.Native;
import com.github.luben.zstd.util.ZstdVersion;
import dev.ambidock.transport.io.LibraryFile;
import java.io.IOException;
import java.io.InputStream;

/**
 * The native code of zstd-jni. By itself zstd-jni lays it into a file that stays for ever if the process is killed at that
 * moment.
 */
final class ZstdLibrary {
    private static final String PREFIX = "ambidock-zstd-";
    private static final String PATH = "ZstdNativePath";

    private ZstdLibrary() {}

    private static final class Loaded {
        static final boolean TRIED = load();

        private Loaded() {}
    }

    /** Loads it, once. Where that does not work, or somebody says where it is, zstd-jni looks for it when it is used. */
    static boolean prepare() {
        return Loaded.TRIED;
    }

    private static boolean load() {
        boolean known = Native.isLoaded() || System.getProperty(PATH) != null;
        if (known || !System.getProperty("os.name", "").equals("Linux")) {
            return false;
        }
        String resource = "/linux/" + System.getProperty("os.arch") + "/libzstd-jni-" + ZstdVersion.VERSION + ".so";
        try (InputStream in = ZstdVersion.class.getResourceAsStream(resource)) {
            return in != null
                    && LibraryFile.load(in, PREFIX, file -> {
                        System.setProperty(PATH, file.toString());
                        Native.load();
                        return Native.isLoaded();
                    });
        } catch (IOException | LinkageError e) {
            return false;
        } finally {
            System.clearProperty(PATH);
        }
    }
}
