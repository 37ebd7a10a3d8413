// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import java.util.List;
import java.util.Set;

/** One convention for writing model calls, tools and retrievals down as spans. */
interface Dialect {
    /** From the most to the least explicit: what one has said, a later one does not change. */
    List<Dialect> ALL = List.of(
            new HoneyHiveDialect(),
            new GenAiDialect(),
            new OpenInferenceDialect(),
            new TraceloopDialect(),
            new PastGenAiDialect(),
            new SpringAiDialect(),
            new LangChain4jDialect());

    /** The first words of the attributes that it knows; a span that has none of them is not looked at. */
    Set<String> roots();

    /** Takes what it understands of the source into the draft. */
    void translate(Source source, EventDraft draft);

    /** Lets every dialect that may have something to say translate its part. */
    static void translateAll(Source source, EventDraft draft) {
        for (Dialect dialect : ALL) {
            if (source.attributes().hasRoot(dialect.roots())
                    || !source.moments().isEmpty()) {
                dialect.translate(source, draft);
            }
        }
    }
}
