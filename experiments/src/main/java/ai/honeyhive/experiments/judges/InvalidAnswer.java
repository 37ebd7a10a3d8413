// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.judges;

/** Why an answer of a judge is not valid, in words that the judge understands. */
final class InvalidAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    InvalidAnswer(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
