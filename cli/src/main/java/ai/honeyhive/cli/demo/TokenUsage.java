// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

/** What a model says it has read and written, in tokens. */
record TokenUsage(long prompt, long completion) {}
