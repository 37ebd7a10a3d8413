// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * The application that {@code hive demo} runs: questions about the handbook of an invented ferry line, answered from
 * its passages by a retriever (Lucene, BM25) and a reader (extractive, or a model behind an OpenAI-compatible API).
 */
@NullMarked
package ai.honeyhive.cli.demo;

import org.jspecify.annotations.NullMarked;
