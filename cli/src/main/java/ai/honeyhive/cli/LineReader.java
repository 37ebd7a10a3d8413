// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8, each bounded, so that one that is broken or endless takes neither the others nor the memory. */
final class LineReader implements AutoCloseable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[64 * 1024];
    private int at; // of the next byte in buffer
    private int end; // of what is in buffer
    private long number;

    LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /**
     * A line without its end.
     *
     * @param number from 1
     * @param text empty if there is a fault
     * @param fault why it could not be read; null if it could
     */
    record Line(long number, String text, @Nullable String fault) {}

    /** The next line; null behind the last. */
    @Nullable Line next() throws IOException {
        var bytes = new ByteArrayOutputStream();
        long length = 0;
        if (at == end && !fill()) {
            return null;
        }
        number++;
        boolean ended = false;
        while (!ended && (at < end || fill())) {
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            length += at - from;
            if (length <= maxBytes) {
                bytes.write(buffer, from, at - from);
            }
            ended = at < end;
            at += ended ? 1 : 0;
        }
        if (length > maxBytes) {
            return new Line(number, "", "longer than " + maxBytes / (1024 * 1024) + " MiB");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            boolean marked = number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            return new Line(number, text.substring(marked ? 1 : 0).stripTrailing(), null);
        } catch (CharacterCodingException e) {
            return new Line(number, "", "not UTF-8");
        }
    }

    /** Returns false at the end. */
    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
