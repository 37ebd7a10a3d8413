// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments.composite;

import ai.honeyhive.experiments.Score;
import org.jspecify.annotations.Nullable;

/** What a part said; a null score is none. */
record PartScore(String name, @Nullable Score score) {
    boolean isYes() {
        double number = number();
        if (number != 0 && number != 1) {
            throw new IllegalStateException(
                    "\"" + name + "\" says neither yes nor no, but " + number + ": wrap it by atLeast or atMost");
        }
        return number == 1;
    }

    double number() {
        Object value = score == null ? null : score.value();
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalStateException("\"" + name + "\" gives no number, but " + value);
    }
}
