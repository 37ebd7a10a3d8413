// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

/**
 * One alternative for a token of an answer.
 *
 * @param token its text
 * @param logProbability natural logarithm of its probability, at most 0
 */
public record TokenProbability(String token, double logProbability) {}
