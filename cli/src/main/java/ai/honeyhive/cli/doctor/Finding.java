// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.doctor;

/** What one look has shown. */
public record Finding(State state, String check, String message) {
    /** How bad it is. */
    public enum State {
        OK,
        /** Worth knowing; nothing has to be done. */
        NOTE,
        /** Does not work, or will not for long. */
        WRONG
    }

    static Finding ok(String check, String message) {
        return new Finding(State.OK, check, message);
    }

    static Finding note(String check, String message) {
        return new Finding(State.NOTE, check, message);
    }

    static Finding wrong(String check, String message) {
        return new Finding(State.WRONG, check, message);
    }
}
