// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

/** What answers requests in one mode. Thread-safe. */
@FunctionalInterface
interface Deck {
    /**
     * Answers.
     *
     * @param request the call without its secrets
     * @throws CassetteException if there is no answer, with the reason
     */
    RecordedResponse answer(Call call, RecordedRequest request) throws InterruptedException;
}
