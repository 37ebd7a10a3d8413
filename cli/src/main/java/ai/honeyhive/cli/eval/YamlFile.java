// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2, of which JSON is a part: {@code no} is a text, and so is a date. */
final class YamlFile {
    private static final int MOST_CHARACTERS = 16 * 1024 * 1024;
    private static final int MOST_ALIASES = 10_000;
    private static final int MOST_VALUES = 1_000_000;
    private static final int DEEPEST = 100;

    private final String name;
    private int values;

    private YamlFile(String name) {
        this.name = name;
    }

    /** Returns what a file holds. */
    static YamlEntry read(Path file) {
        return parse(text(file), file.toString(), 1);
    }

    /** Returns the text of a file in UTF-8. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new EvalException("there is no file " + file, e);
        } catch (CharacterCodingException e) {
            throw new EvalException(file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new EvalException(file + " cannot be read: " + e, e);
        }
    }

    /**
     * Returns what a text holds.
     *
     * @param firstLine where the text begins in its file
     */
    static YamlEntry parse(String text, String name, int firstLine) {
        return new YamlFile(name).parse(text, firstLine);
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private YamlEntry parse(String text, int firstLine) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setSchema(new CoreSchema())
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setCodePointLimit(MOST_CHARACTERS)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isPresent()) {
                measure(root.get(), 0);
            }
            Object value = root.isPresent() ? new StandardConstructor(settings).constructSingleDocument(root) : null;
            // A text that does not begin its file is a single line: its nodes would tell lines of their own.
            return firstLine == 1
                    ? new YamlEntry(name, 1, "", value, root.orElse(null))
                    : new YamlEntry(name, firstLine, "", value, null);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine()).orElse(0) + firstLine;
            throw new EvalException(name + ":" + line + ": is no valid YAML: " + problem(e), e);
        } catch (YamlEngineException e) {
            throw new EvalException(name + " is no valid YAML: " + e.getMessage(), e);
        }
    }

    private static String problem(MarkedYamlEngineException e) {
        @Nullable String context = e.getContext();
        return (context == null || context.isBlank() ? "" : context + ", ") + e.getProblem();
    }

    /** Counts values as often as aliases repeat them: a few lines can stand for more than any memory holds. */
    private void measure(Node node, int depth) {
        values++;
        if (values > MOST_VALUES || depth > DEEPEST) {
            throw new EvalException(name + ":" + line(node) + ": holds more than "
                    + (depth > DEEPEST ? DEEPEST + " levels" : MOST_VALUES + " values")
                    + " once its aliases are followed: write what is meant without them");
        }
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(element -> measure(element, depth + 1));
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                measure(tuple.getKeyNode(), depth + 1);
                measure(tuple.getValueNode(), depth + 1);
            }
        }
    }
}
