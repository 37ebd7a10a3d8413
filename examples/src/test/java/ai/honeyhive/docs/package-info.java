// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Compiles and runs the Java of the documentation: each {@code ```java} block of a Markdown file, and each
 * {@code <pre>{@code ...}</pre>} and {@code @snippet} in the Javadoc of a published module.
 *
 * <p>A block that begins with a type is a file of its own; one that begins with imports gets no others. Anything else is
 * the body of a method, and may use what {@link ai.honeyhive.docs.SnippetContext} holds. Methods and programs of Markdown
 * are run, too. Words after {@code ```java} say
 * what else holds for a block: {@code no-run} that it is only compiled, {@code jdk-21} that older Java skips it.
 */
package ai.honeyhive.docs;
