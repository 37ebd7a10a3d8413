// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** A run as a document: Markdown, HTML, JUnit XML. */
@NullMarked
package ai.honeyhive.experiments.report;

import org.jspecify.annotations.NullMarked;
