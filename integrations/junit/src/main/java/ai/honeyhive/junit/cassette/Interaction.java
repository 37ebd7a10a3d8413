// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

/** A request and its answer. */
record Interaction(RecordedRequest request, RecordedResponse response) {}
