// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.ArrayList;
import java.util.List;

/** Splits what one request cannot carry. */
final class Chunks {
    /** So many ids of 36 characters fit into the 8 KB that servers take as request line. */
    static final int SIZE = 100;

    private Chunks() {}

    /** Returns lists of up to 100; none for none. */
    static List<List<String>> of(List<String> ids) {
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += SIZE) {
            chunks.add(ids.subList(from, Math.min(from + SIZE, ids.size())));
        }
        return chunks;
    }
}
