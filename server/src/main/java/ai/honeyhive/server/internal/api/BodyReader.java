// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads bodies within {@link Limits}, chunked or not, plain or gzip. */
final class BodyReader {
    /** The buffer that grows, and what it is copied into. */
    static final int COPIES = 2;

    private final Limits limits;
    private final AtomicLong inFlight = new AtomicLong();

    BodyReader(Limits limits) {
        this.limits = limits;
    }

    /** Reads the whole body; twice its size stays reserved until {@link #release}. */
    byte[] read(Context context) {
        if (context.req().getContentLengthLong() > limits.received()) {
            throw tooLarge(limits.received());
        }
        var counted = new Counted(stream(context));
        var out = new ByteArrayOutputStream();
        long started = System.nanoTime();
        long reserved = 0;
        boolean done = false;
        try (InputStream body = decoded(counted, encoding(context))) {
            byte[] buffer = new byte[16 * 1024];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                long taken = (long) COPIES * n;
                reserve(reserved, taken);
                reserved += taken;
                out.write(buffer, 0, n);
                check(counted.count, out.size());
                checkSpeed(counted.count, started);
            }
            done = true;
            return out.toByteArray();
        } catch (ZipException e) {
            throw ApiException.badRequest("the body is not gzip: " + e.getMessage());
        } catch (EOFException e) {
            throw ApiException.badRequest("the body is not gzip, or ends too early");
        } catch (IOException e) {
            throw e.getCause() instanceof TimeoutException || e instanceof SocketTimeoutException
                    ? tooSlow()
                    : ApiException.badRequest("the body could not be read: " + e.getMessage());
        } finally {
            if (!done) {
                release(reserved);
            }
        }
    }

    void release(long bytes) {
        inFlight.addAndGet(-bytes);
    }

    /**
     * Takes more memory for a request.
     *
     * @param held what the request has already
     */
    void reserve(long held, long bytes) {
        if (held + bytes > limits.inFlight()) { // it would not help to wait
            throw ApiException.tooLarge(
                    "the body would take more memory than this server has for requests: send smaller batches");
        }
        if (inFlight.addAndGet(bytes) > limits.inFlight()) {
            inFlight.addAndGet(-bytes);
            throw ApiException.tooManyRequests("too many large requests at a time: try again shortly");
        }
    }

    /** The memory that requests take now, in bytes. */
    long inFlight() {
        return inFlight.get();
    }

    private static void checkSpeed(long received, long startedNanos) {
        long millis = (System.nanoTime() - startedNanos) / 1_000_000;
        boolean slow = millis > Limits.PATIENCE_MILLIS && received * 1_000 / millis < Limits.MIN_BYTES_PER_SECOND;
        if (slow || millis > Limits.READ_MILLIS) {
            throw tooSlow();
        }
    }

    private static ApiException tooSlow() {
        return ApiException.timeout("the body arrives too slowly");
    }

    private void check(long received, long expanded) {
        if (received > limits.received()) {
            throw tooLarge(limits.received());
        }
        if (expanded > limits.expanded()) {
            throw tooLarge(limits.expanded());
        }
        if (expanded > Limits.RATIO_FREE && expanded > received * limits.ratio()) {
            throw ApiException.tooLarge(
                    "the body expands to more than " + limits.ratio() + " times its compressed size");
        }
    }

    private static InputStream stream(Context context) {
        try {
            return context.req().getInputStream();
        } catch (IOException e) {
            throw ApiException.badRequest("the body could not be read: " + e.getMessage());
        }
    }

    private static InputStream decoded(InputStream body, String encoding) throws IOException {
        return switch (encoding) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> new GZIPInputStream(body, 16 * 1024);
            default ->
                throw ApiException.unsupportedMediaType(
                        "Content-Encoding '" + encoding + "' is not supported: use gzip or none");
        };
    }

    private static String encoding(Context context) {
        @Nullable String encoding = context.header("Content-Encoding");
        return encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
    }

    private static ApiException tooLarge(long limit) {
        return ApiException.tooLarge("the body is larger than " + limit / (1024 * 1024) + " MiB: send smaller batches");
    }

    /**
     * Counts what came, and knows whether there is more: a gzip body may have several members, and the library asks
     * {@code available()} whether another follows, which a stream from the network answers with what is there already.
     */
    private static final class Counted extends FilterInputStream {
        private long count;

        private Counted(InputStream in) {
            super(new PushbackInputStream(in, 1));
        }

        @Override
        public int available() throws IOException {
            int ready = in.available();
            if (ready > 0) {
                return ready;
            }
            int next = in.read();
            if (next < 0) {
                return 0;
            }
            ((PushbackInputStream) in).unread(next);
            return 1;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
