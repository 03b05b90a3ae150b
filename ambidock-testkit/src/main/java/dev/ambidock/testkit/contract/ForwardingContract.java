// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambidock.transport.ImageSink;
import dev.ambidock.transport.ImageSource;
import dev.ambidock.transport.SinkSession;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every wrapper of a port promises: it passes on all of the port's methods, those with a default too. A default that is
 * not passed on would take an ability away without a sign.
 */
public abstract class ForwardingContract {
    private static final List<Class<?>> PORTS = List.of(ImageSource.class, ImageSink.class, SinkSession.class);

    /** The wrappers, each of at least one port. */
    protected abstract List<Class<?>> wrappers() throws IOException;

    @Test
    protected void everyMethodOfThePortIsPassedOn() throws IOException, NoSuchMethodException {
        for (Class<?> wrapper : wrappers()) {
            List<Class<?>> ports = PORTS.stream()
                    .filter(port -> port.isAssignableFrom(wrapper))
                    .toList();
            assertThat(ports).as("ports of %s", wrapper).isNotEmpty();
            for (Class<?> port : ports) {
                for (Method method : port.getMethods()) {
                    if (!Modifier.isStatic(method.getModifiers())) {
                        Method own = wrapper.getMethod(method.getName(), method.getParameterTypes());
                        assertThat(own.getDeclaringClass().isInterface())
                                .as(
                                        "%s of %s%s is a default",
                                        own.getName(), wrapper, Arrays.toString(method.getParameterTypes()))
                                .isFalse();
                    }
                }
            }
        }
    }
}
