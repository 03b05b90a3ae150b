// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** The places where images live, behind small ports; verifying streams and layer codecs. */
@org.jspecify.annotations.NullMarked
module dev.ambidock.transport {
    requires transitive dev.ambidock.core;
    requires org.apache.commons.compress;
    requires com.github.luben.zstd_jni;
    requires static com.sun.jna;
    requires static org.jspecify;

    exports dev.ambidock.transport;
    exports dev.ambidock.transport.archive;
    exports dev.ambidock.transport.codec;
    exports dev.ambidock.transport.dir;
    exports dev.ambidock.transport.error;
    exports dev.ambidock.transport.io;
    exports dev.ambidock.transport.layout;
}
