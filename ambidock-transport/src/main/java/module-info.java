// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors

/** The places where images live, behind small ports; verifying streams and layer codecs. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic")
module dev.ambidock.transport {
    requires transitive dev.ambidock.core;
    requires org.apache.commons.compress;
    requires com.github.luben.zstd_jni;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires static com.sun.jna;
    requires static org.jspecify;

    exports dev.ambidock.transport;
    exports dev.ambidock.transport.archive;
    exports dev.ambidock.transport.codec;
    exports dev.ambidock.transport.credential;
    exports dev.ambidock.transport.daemon;
    exports dev.ambidock.transport.dir;
    exports dev.ambidock.transport.distribution;
    exports dev.ambidock.transport.error;
    exports dev.ambidock.transport.foreign;
    exports dev.ambidock.transport.http;
    exports dev.ambidock.transport.io;
    exports dev.ambidock.transport.layout;
    exports dev.ambidock.transport.registry;
    exports dev.ambidock.transport.registry.auth;
    exports dev.ambidock.transport.task;
}
