// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Cuts an encoded batch in two, for a server that finds it too large when the spans themselves are long gone. Only spans are
 * looked at: {@code resource_spans} (field 1) . {@code scope_spans} (2) . {@code spans} (2).
 */
final class OtlpSplit {
    private static final int[] PATH_TO_SPANS = {1, 2, 2};

    private final byte[] message;
    private final int from;
    private final int to;
    private int seen;

    private OtlpSplit(byte[] message, int from, int to) {
        this.message = message;
        this.from = from;
        this.to = to;
    }

    /** Returns two requests with half of the spans each; empty when there is nothing to halve. */
    static List<Request> halves(Request request) throws IOException {
        int spans = request.count();
        if (spans < 2 || !request.path().equals(OtlpSender.PATH)) {
            return List.of();
        }
        byte[] message;
        try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
            message = body.readAllBytes();
        }
        return List.of(part(request, message, 0, spans / 2), part(request, message, spans / 2, spans));
    }

    private static Request part(Request request, byte[] message, int from, int to) throws IOException {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(part)) {
            gzip.write(new OtlpSplit(message, from, to).copy(new ProtoFields(message), 0));
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("no batch of spans", e);
        }
        return new Request(request.method(), request.path(), request.headers(), part.toByteArray(), to - from);
    }

    private byte[] copy(ProtoFields fields, int level) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        while (fields.next()) {
            if (!fields.is(PATH_TO_SPANS[level], ProtoFields.BYTES)) {
                copy.write(message, fields.start(), fields.length());
            } else if (level == PATH_TO_SPANS.length - 1) {
                if (seen >= from && seen < to) {
                    copy.write(message, fields.start(), fields.length());
                }
                seen++;
            } else {
                byte[] nested = copy(fields.nested(), level + 1);
                copy.write((PATH_TO_SPANS[level] << 3) | ProtoFields.BYTES);
                varint(nested.length, copy);
                copy.writeBytes(nested);
            }
        }
        return copy.toByteArray();
    }

    private static void varint(int value, ByteArrayOutputStream out) {
        int left = value;
        while (left > 0x7f) {
            out.write((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }
}
