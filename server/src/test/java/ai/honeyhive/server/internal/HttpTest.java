// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.server.internal.operations.Metrics;
import ai.honeyhive.server.internal.retention.RetentionRules;
import ai.honeyhive.server.internal.translate.Prices;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

class HttpTest {
    private static final ServerSettings SETTINGS = new ServerSettings(
            "127.0.0.1",
            0,
            null,
            null,
            null,
            false,
            List.of(),
            null,
            "",
            false,
            1 << 20,
            false,
            Prices.builtIn(),
            RetentionRules.KEEP_ALL,
            null,
            null);

    /** {@code BrokenHeadsIT} shows what happens otherwise, but only once in a thousand requests. */
    @Test
    void requests_areReadInto_buffersThatAreNobodyElses() {
        var configuration = new HttpConfiguration();

        var connector = new Http(SETTINGS, new Metrics()).connector(new Server(), configuration);

        assertThat(connector.getByteBufferPool()).isInstanceOf(RequestBuffers.class);
        assertThat(configuration.isUseInputDirectByteBuffers()).isFalse();
    }
}
