// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

/** One message of a conversation with a model. */
record ChatMessage(String role, String content) {}
