// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.io.RetainableByteBuffer;
import org.junit.jupiter.api.Test;

class RequestBuffersTest {
    private static final int SIZE = 8 * 1024;

    private final RequestBuffers buffers = new RequestBuffers();

    @Test
    void bufferOfARequest_givenBackTwice_belongsToNobodyElse() {
        RetainableByteBuffer first = buffers.acquire(SIZE, false);
        assertThat(first.release()).isTrue();
        RetainableByteBuffer second = buffers.acquire(SIZE, false);
        assertThat(first.release()).isTrue();
        RetainableByteBuffer third = buffers.acquire(SIZE, false);

        assertThat(first.getByteBuffer().array())
                .isNotSameAs(second.getByteBuffer().array());
        assertThat(second.getByteBuffer().array())
                .hasSize(SIZE)
                .isNotSameAs(third.getByteBuffer().array());
        assertThat(second.release()).isTrue();
    }

    @Test
    void bufferOfARequest_heldByItsBody_isRetainedUntilThatIsRead() {
        RetainableByteBuffer buffer = buffers.acquire(SIZE, false);
        assertThat(buffer.isRetained()).isFalse();

        buffer.retain();

        assertThat(buffer.isRetained()).isTrue();
        assertThat(buffer.release()).isFalse();
        assertThat(buffer.isRetained()).isFalse();
        assertThat(buffer.release()).isTrue();
    }

    @Test
    void buffersOfAnswers_arePooled() {
        RetainableByteBuffer first = buffers.acquire(SIZE, true);
        first.release();

        RetainableByteBuffer second = buffers.acquire(SIZE, true);

        assertThat(second.getByteBuffer()).isSameAs(first.getByteBuffer());
        second.release();
    }
}
