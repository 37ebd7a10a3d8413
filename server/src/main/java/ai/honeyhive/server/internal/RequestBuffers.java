// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Retainable;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Buffers on the heap, into which requests are read, are used once; others are pooled. After a head that is no HTTP the
 * library (Jetty 12.1.12 to 12.1.14) has two threads at one connection, which give its buffer back twice, or read into it
 * when it is another's already: that one's requests are then lost, or answered twice. What is not pooled has no other owner.
 */
final class RequestBuffers extends ByteBufferPool.Wrapper {
    RequestBuffers() {
        super(new ArrayByteBufferPool());
    }

    @Override
    public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
        return direct
                ? super.acquire(size, true)
                : RetainableByteBuffer.wrap(BufferUtil.allocate(size, false), new Holders());
    }

    /** Counts who holds a buffer, and takes no offence at what is given back once more. */
    private static final class Holders implements Retainable {
        private final AtomicInteger count = new AtomicInteger(1);

        @Override
        public boolean canRetain() {
            return true;
        }

        @Override
        public void retain() {
            count.incrementAndGet();
        }

        @Override
        public boolean release() {
            return count.updateAndGet(held -> Math.max(0, held - 1)) == 0;
        }

        @Override
        public boolean isRetained() {
            return count.get() > 1;
        }

        @Override
        public int getRetained() {
            return count.get();
        }
    }
}
