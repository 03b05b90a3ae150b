// SPDX-License-Identifier: Apache-2.0
// Copyright the Ambidock authors
package dev.ambidock.transport.http;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * Wraps the older forms of keys in the one that Java reads.
 *
 * @ambidock.rule RFC 5208, section 5; RFC 8017, appendix A.1.2; RFC 5915, section 3
 */
final class Pkcs8 {
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final String EC_PUBLIC_KEY = "06072a8648ce3d0201";
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int CURVE = 0xA0;

    private Pkcs8() {}

    static byte[] ofRsa(byte[] key) {
        return wrapped(RSA, key);
    }

    /** The curve stands inside the key, and outside too in the newer form. */
    static byte[] ofEc(byte[] key) {
        byte[] prefix = HexFormat.of().parseHex(EC_PUBLIC_KEY);
        ByteArrayOutputStream algorithm = new ByteArrayOutputStream();
        algorithm.writeBytes(prefix);
        algorithm.writeBytes(curve(key));
        return wrapped(element(SEQUENCE, algorithm.toByteArray()), key);
    }

    private static byte[] curve(byte[] key) {
        for (int at = 2; at + 2 < key.length; ) {
            int tag = key[at] & 0xFF;
            int length = key[at + 1] & 0xFF;
            if (tag == CURVE && at + 2 + length <= key.length) {
                byte[] curve = new byte[length];
                System.arraycopy(key, at + 2, curve, 0, length);
                return curve;
            }
            at += 2 + length;
        }
        return new byte[0];
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(new byte[] {0x02, 0x01, 0x00});
        content.writeBytes(algorithm);
        content.writeBytes(element(OCTETS, key));
        return element(SEQUENCE, content.toByteArray());
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else if (content.length < 0x100) {
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
