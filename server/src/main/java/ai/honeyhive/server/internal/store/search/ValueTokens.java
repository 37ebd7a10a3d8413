// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store.search;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A word for each pair of path and value, by which an index of words answers exact filters. Different pairs may share a
 * token, so whoever finds an event by one has to look at the event.
 */
public final class ValueTokens {
    /** Marks events with more values than are indexed: any filter may concern them. */
    public static final String TOO_MANY = "hhvmany";

    private ValueTokens() {}

    /** The tokens of one value: as text without case, and as number if it is one. */
    public static List<String> of(String path, String text) {
        List<String> tokens = new ArrayList<>(2);
        tokens.add(token('t', path, text.strip().toLowerCase(Locale.ROOT)));
        String number = number(text);
        if (number != null) {
            tokens.add(token('n', path, number));
        }
        return tokens;
    }

    private static @Nullable String number(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > 100) {
            return null;
        }
        char first = stripped.charAt(0);
        if (first != '-' && first != '+' && first != '.' && (first < '0' || first > '9')) {
            return null; // sooner than by an exception
        }
        try {
            BigDecimal number = new BigDecimal(stripped);
            BigDecimal shortest = number.stripTrailingZeros();
            return number.signum() == 0 ? "0" : shortest.unscaledValue() + "e" + shortest.scale();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv). */
    private static String token(char kind, String path, String value) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : (kind + path + '\0' + value).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return "hhv" + Long.toHexString(hash);
    }
}
