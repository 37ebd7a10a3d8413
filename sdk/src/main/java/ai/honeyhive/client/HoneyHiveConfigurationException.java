// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;

/** Options that cannot work. Names every faulty option, its value and the remedy. */
public final class HoneyHiveConfigurationException extends HoneyHiveException {
    private static final long serialVersionUID = 1L;

    /**
     * Reports faults together.
     *
     * @param faults one sentence a fault, at least one
     */
    public HoneyHiveConfigurationException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults), null);
    }

    @Override
    public boolean isRetryable() {
        return false;
    }
}
