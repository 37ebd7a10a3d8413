// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a cassette does with requests. */
public enum CassetteMode {
    /** Every request goes to the model; the cassette is written anew. */
    RECORD,
    /** No request leaves the machine; one that was not recorded fails. */
    REPLAY,
    /** Every request goes to the model, past the cassette. */
    OFF;

    /** The system property that sets the mode. */
    public static final String PROPERTY = "honeyhive.cassette";

    /** The environment variable that sets the mode where the property does not. */
    public static final String VARIABLE = "HH_CASSETTE";

    /**
     * Returns the mode that property or environment ask for, else {@link #REPLAY}.
     *
     * @throws CassetteException if they name no mode
     */
    public static CassetteMode configured() {
        String property = System.getProperty(PROPERTY);
        return property != null && !property.isBlank()
                ? of(property, "the system property " + PROPERTY)
                : of(System.getenv(VARIABLE), "the environment variable " + VARIABLE);
    }

    static CassetteMode of(@Nullable String name, String source) {
        if (name == null || name.isBlank()) {
            return REPLAY;
        }
        return Arrays.stream(values())
                .filter(mode -> mode.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new CassetteException(source + " is \"" + name + "\", but must be record, replay or off"));
    }
}
