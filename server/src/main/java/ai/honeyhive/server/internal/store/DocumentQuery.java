// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.model.DocumentKind;
import org.jspecify.annotations.Nullable;

/**
 * Which documents.
 *
 * @param name the exact name; null for any
 * @param parent what they belong to; null for any
 * @param after {@link DocumentPage#next} of the page before; 0 for the first page
 */
public record DocumentQuery(
        DocumentKind kind, @Nullable String name, @Nullable String parent, long after, int limit) {

    /** All documents of a kind. */
    public static DocumentQuery all(DocumentKind kind) {
        return new DocumentQuery(kind, null, null, 0, Integer.MAX_VALUE);
    }

    public DocumentQuery named(@Nullable String wanted) {
        return new DocumentQuery(kind, wanted, parent, after, limit);
    }

    public DocumentQuery of(String wanted) {
        return new DocumentQuery(kind, name, wanted, after, limit);
    }
}
