// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import ai.honeyhive.tracing.HoneyHiveTracer;
import ai.honeyhive.tracing.HoneyHiveTracerBuilder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Against HoneyHive's cloud, or whatever {@code HH_API_URL} names: only for who gives a key. */
@EnabledIfEnvironmentVariable(named = "HH_API_KEY", matches = ".+")
class EndToEndCloudIT extends EndToEndPatterns {
    @Override
    HoneyHiveTracerBuilder builder() {
        return HoneyHiveTracer.builder();
    }
}
