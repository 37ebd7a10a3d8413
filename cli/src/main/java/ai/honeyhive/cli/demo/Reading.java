// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

import org.jspecify.annotations.Nullable;

/**
 * What a reader made of a prompt.
 *
 * @param text the answer, empty where the reader found none
 * @param usage what the model reports of its tokens, null where no model reports any
 */
record Reading(String text, @Nullable TokenUsage usage) {}
