// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.codec.libdeflate;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.ambidock.transport.io.LibraryFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** The functions of libdeflate that compress. Thread-safe. */
public final class Libdeflate {
    private static final String PREFIX = "ambidock-libdeflate-";

    private final Function allocate;
    private final Function free;
    private final Function compress;
    private final Function bound;

    private Libdeflate(NativeLibrary library) {
        this.allocate = library.getFunction("libdeflate_alloc_compressor");
        this.free = library.getFunction("libdeflate_free_compressor");
        this.compress = library.getFunction("libdeflate_gzip_compress");
        this.bound = library.getFunction("libdeflate_gzip_compress_bound");
    }

    /**
     * The library; empty where there is none for this machine, where its file or JNA is not on the class path, or where
     * the system does not let native code be loaded from the temporary folder. The first call loads it.
     */
    public static Optional<Libdeflate> find() {
        return Loaded.LIBRARY;
    }

    private static final class Loaded {
        static final Optional<Libdeflate> LIBRARY = load();

        private Loaded() {}
    }

    private static Optional<Libdeflate> load() {
        Optional<String> resource = resource(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        if (resource.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = Libdeflate.class.getClassLoader().getResourceAsStream(resource.get())) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(LibraryFile.load(
                            in, PREFIX, file -> new Libdeflate(NativeLibrary.getInstance(file.toString()))));
        } catch (IOException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** Where the jar of aircompressor-v3 has the library for a system. */
    static Optional<String> resource(String system, String architecture) {
        String os = system.toLowerCase(Locale.ROOT);
        String folder = switch (architecture) {
            case "amd64", "x86_64" -> os.equals("linux") ? "linux-amd64" : "";
            case "aarch64" -> os.equals("linux") ? "linux-aarch64" : os.startsWith("mac") ? "macos-aarch64" : "";
            case "ppc64le" -> os.equals("linux") ? "linux-ppc64le" : "";
            default -> "";
        };
        String name = folder.startsWith("macos") ? "libdeflate.dylib" : "libdeflate.so";
        return folder.isEmpty() ? Optional.empty() : Optional.of("aircompressor/" + folder + "/" + name);
    }

    /**
     * Compressors; the caller closes them.
     *
     * @param level 1 (fastest) to 9
     * @param blockBytes the most that they will be given at once
     */
    public MemberCompressors compressors(int level, int blockBytes) {
        return new MemberCompressors(() -> compressor(level, blockBytes));
    }

    private MemberCompressor compressor(int level, int blockBytes) {
        Pointer state = allocate.invokePointer(new Object[] {level});
        if (state == null) {
            throw new OutOfMemoryError("no native memory for a compressor");
        }
        long most = bound.invokeLong(new Object[] {state, (long) blockBytes});
        return new MemberCompressor(state, free, compress, blockBytes, most);
    }
}
