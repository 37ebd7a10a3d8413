// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A module of the page, read once and line by line: patterns over whole files would take a good part of the server's start.
 * What is understood is how the page's modules are written: named imports and exports, each beginning a line.
 *
 * @param imports what it needs from the first, in order
 * @param later names of the modules that it imports when a view is opened
 * @param exports the names that others import
 * @param code its lines without imports, and without the word in front of what is exported
 */
record Module(List<Import> imports, List<String> later, List<String> exports, String code) {
    private static final Pattern IMPORT = Pattern.compile("import \\{([^}]*)} from \"([^\"]+)\";");
    private static final Pattern EXPORT = Pattern.compile("export ((?:async function|function|class|const) (\\w+).*)");
    private static final Pattern LATER = Pattern.compile("\\bimport\\(\"([^\"]+)\"\\)");

    /**
     * Names taken from another module.
     *
     * @param names as they stand between the braces
     * @param source as it stands in quotes
     */
    record Import(String names, String source) {}

    /**
     * Reads a module.
     *
     * @throws IllegalStateException if it imports or exports in another form
     */
    static Module of(String path, String text) {
        List<Import> imports = new ArrayList<>();
        List<String> later = new ArrayList<>();
        List<String> exports = new ArrayList<>();
        var code = new StringBuilder(text.length());
        for (String line : text.split("\n", -1)) {
            String kept = line;
            if (line.startsWith("import ")) {
                Matcher found = understood(IMPORT, path, line);
                imports.add(new Import(group(found, 1), group(found, 2)));
                continue;
            } else if (line.startsWith("export ")) {
                Matcher found = understood(EXPORT, path, line);
                exports.add(group(found, 2));
                kept = group(found, 1);
            }
            if (line.contains("import(")) {
                LATER.matcher(line).results().forEach(found -> later.add(found.group(1)));
            }
            code.append(kept).append('\n');
        }
        return new Module(imports, later, exports, code.toString());
    }

    private static Matcher understood(Pattern form, String path, String line) {
        Matcher found = form.matcher(line);
        if (!found.matches()) {
            throw new IllegalStateException(path + " has an import or export in a form not used here: " + line);
        }
        return found;
    }

    private static String group(Matcher found, int number) {
        return Objects.requireNonNull(found.group(number));
    }
}
