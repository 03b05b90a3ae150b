// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.copy;

import dev.ambidock.testkit.contract.ForwardingContract;
import java.util.List;

class FetchingSourceTest extends ForwardingContract {
    @Override
    protected List<Class<?>> wrappers() {
        return List.of(FetchingSource.class);
    }
}
