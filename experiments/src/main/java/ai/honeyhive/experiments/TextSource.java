// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens UTF-8 text for a reader of datasets, and turns what goes wrong into a {@link DatasetException}. */
final class TextSource {
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private TextSource() {}

    /** Reads a dataset from text. */
    interface Format {
        void read(BufferedReader text, DatasetRows rows) throws IOException;
    }

    static Dataset read(Path file, Format format) {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(stream, file.toString(), format);
        } catch (NoSuchFileException e) {
            throw new DatasetException("dataset file " + file.toAbsolutePath() + " does not exist", e);
        } catch (IOException e) {
            throw new DatasetException("dataset file " + file.toAbsolutePath() + " cannot be read: " + e, e);
        }
    }

    static Dataset read(InputStream stream, String name, Format format) {
        DatasetRows rows = new DatasetRows(name);
        var strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, strict))) {
            skipByteOrderMark(text);
            format.read(text, rows);
        } catch (CharacterCodingException e) {
            throw new DatasetException(name + " is not UTF-8 text (somewhere after line " + rows.lastLine() + ")", e);
        } catch (IOException e) {
            throw new DatasetException(name + " cannot be read: " + e, e);
        }
        return rows.toDataset();
    }

    private static void skipByteOrderMark(Reader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
    }
}
