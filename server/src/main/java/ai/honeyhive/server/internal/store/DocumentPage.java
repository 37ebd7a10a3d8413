// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import ai.honeyhive.server.internal.model.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list of documents.
 *
 * @param next where the following page begins; null if this is the last
 */
public record DocumentPage(
        List<Document> documents, @Nullable Long next) {

    /** A document and its place in the list that it was found in. */
    public record Placed(long place, Document document) {}

    /** Makes a page of what was asked for with one more than {@code limit}. */
    public static DocumentPage of(List<Placed> found, int limit) {
        boolean more = found.size() > limit;
        List<Placed> page = more ? found.subList(0, limit) : found;
        return new DocumentPage(
                page.stream().map(Placed::document).toList(),
                more ? Long.valueOf(page.get(limit - 1).place()) : null);
    }
}
