// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.ui;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page's modules in two files, as a browser that asks for each of more than a hundred takes longer over that than over
 * everything else. A module becomes a function, which runs when the first other one imports it. What is understood is how the
 * page's modules are written: named imports and exports, each beginning a line.
 */
final class Bundle {
    /** What has to be there before the first rows. */
    static final String FIRST = "page.js";
    /** What a view that is opened later needs besides. */
    static final String LATER = "more.js";

    private static final Pattern IMPORT = Pattern.compile("^import \\{([^}]*)} from \"([^\"]+)\";$", Pattern.MULTILINE);
    private static final Pattern EXPORT =
            Pattern.compile("^export ((?:async function|function|class|const) (\\w+))", Pattern.MULTILINE);
    private static final Pattern OTHER = Pattern.compile("^(?:import|export)\\b.*", Pattern.MULTILINE);
    private static final Pattern IMPORT_LATER = Pattern.compile("\\bimport\\(\"([^\"]+)\"\\)");

    private final PageFiles files;
    private final Map<String, String> libraries;

    /**
     * Makes nothing yet.
     *
     * @param libraries the file of each library that the import map names
     */
    Bundle(PageFiles files, Map<String, String> libraries) {
        this.files = files;
        this.libraries = libraries;
    }

    /** The file with the modules of the first view; importing it runs {@code main}. */
    String first(Collection<String> modules, String main) {
        return libraryImports()
                + "const $made = {};\n"
                + "export const $modules = {\n" + functions(modules) + "};\n"
                + "export const $module = (path) => ($made[path] ??= $modules[path]());\n"
                + "$module(\"" + main + "\");\n";
    }

    /** The file with all other modules, which adds them to those of the first one. */
    String later(Collection<String> modules) {
        return libraryImports()
                + "import { $module, $modules } from \"./" + FIRST + "\";\n"
                + "Object.assign($modules, {\n" + functions(modules) + "});\n";
    }

    /** The names that are imported from a library are taken from what the library gives as a whole. */
    private String libraryImports() {
        return libraries.keySet().stream()
                .sorted()
                .map(name -> "import * as " + variable(name) + " from \"" + name + "\";\n")
                .collect(Collectors.joining());
    }

    private String functions(Collection<String> modules) {
        return modules.stream()
                .map(path -> "\"" + path + "\"() {\n" + body(path) + "},\n")
                .collect(Collectors.joining());
    }

    private String body(String path) {
        String text = files.text(path);
        List<String> exported =
                EXPORT.matcher(text).results().map(found -> found.group(2)).toList();
        text = IMPORT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(taken(path, found)));
        text = EXPORT.matcher(text).replaceAll("$1");
        text = IMPORT_LATER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement("import(\"./" + LATER + "\").then(() => $module(\""
                        + files.resolved(path, found.group(1)) + "\"))"));
        OTHER.matcher(text).results().findFirst().ifPresent(found -> {
            throw new IllegalStateException(
                    path + " has an import or export in a form not used here: " + found.group());
        });
        return text + "return { " + String.join(", ", exported) + " };\n";
    }

    private String taken(String path, MatchResult named) {
        String source = libraries.containsKey(named.group(2))
                ? variable(named.group(2))
                : "$module(\"" + files.resolved(path, named.group(2)) + "\")";
        return "const {" + named.group(1).replace(" as ", ": ") + "} = " + source + ";";
    }

    private static String variable(String library) {
        return "$" + library.replaceAll("\\W", "_");
    }
}
