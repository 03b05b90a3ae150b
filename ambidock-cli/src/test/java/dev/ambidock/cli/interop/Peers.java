// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.cli.interop;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the engines that must be started, one of each for the whole run; all end with it. */
final class Peers implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(Peers.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == DockerDaemon.class || type == PodmanStore.class || type == BuiltImages.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        Class<?> type = parameter.getParameter().getType();
        if (type == PodmanStore.class) {
            return store.computeIfAbsent(PodmanStore.class, key -> PodmanStore.open());
        }
        DockerDaemon daemon =
                store.computeIfAbsent(DockerDaemon.class, key -> DockerDaemon.start(), DockerDaemon.class);
        return type == DockerDaemon.class
                ? daemon
                : store.computeIfAbsent(BuiltImages.class, key -> BuiltImages.build(daemon));
    }
}
