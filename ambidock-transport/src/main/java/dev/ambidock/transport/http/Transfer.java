// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.io.IOException;

/** One exchange: sends a request, gives the answer, whatever it is; follows and repeats nothing. */
public interface Transfer {

    /**
     * Sends it.
     *
     * @return the answer, which the caller closes
     * @throws IOException if there is none, from {@link NoAnswerException} that another try may mend to failures of the
     *     body's source
     */
    Answer send(Call call) throws IOException;
}
