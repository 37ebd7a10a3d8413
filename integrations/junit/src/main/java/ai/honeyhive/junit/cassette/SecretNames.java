// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import java.util.regex.Pattern;

/** Names that give away that what they name is a secret. */
final class SecretNames {
    private static final Pattern HEADER = Pattern.compile(
            ".*(authorization|cookie|key|token|secret|password|signature|credential).*", Pattern.CASE_INSENSITIVE);

    /** Not "token", which is what models call pieces of words, and not "key", which is half of any map. */
    private static final String FIELD_NAMES = "authorization|password|passwd|credentials?|(.*[-_])?secret"
            + "|(x[-_])?(api|access|account|auth|private|subscription)[-_]?key([-_]?id)?"
            + "|client[-_]?secret|secret[-_]?(access[-_]?)?key"
            + "|(access|refresh|id|auth|bearer|session|security)[-_]?token";

    private static final Pattern FIELD = Pattern.compile(FIELD_NAMES, Pattern.CASE_INSENSITIVE);

    private static final Pattern PARAMETER = Pattern.compile(
            FIELD_NAMES + "|key|token|sig|signature|x-(amz|goog)-(signature|security-token|credential)",
            Pattern.CASE_INSENSITIVE);

    private SecretNames() {}

    static boolean header(String name) {
        return HEADER.matcher(name).matches();
    }

    /** Returns whether it is one in JSON. */
    static boolean field(String name) {
        return FIELD.matcher(name).matches();
    }

    /** Returns whether it is one in a query or form. */
    static boolean parameter(String name) {
        return PARAMETER.matcher(name).matches();
    }
}
