// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/** Ids of documents as the service's look: 24 hexadecimal digits, 8 of the second they were made in and 16 random ones. */
final class ObjectIds {
    private static final HexFormat HEX = HexFormat.of();

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier clock;

    ObjectIds(LongSupplier clock) {
        this.clock = clock;
    }

    String next() {
        return HEX.toHexDigits((int) (clock.getAsLong() / 1000)) + HEX.toHexDigits(random.nextLong());
    }
}
