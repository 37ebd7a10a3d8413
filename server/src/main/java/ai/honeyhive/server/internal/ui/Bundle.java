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
 * everything else. A module becomes a function, which runs when the first other one imports it. The first file is a script and
 * no module: a browser that starts a process for the page uses what it compiled before for scripts only. What is understood is
 * how the page's modules are written: named imports and exports, each beginning a line.
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
    private static final Pattern SOURCE_MAP = Pattern.compile("^//# sourceMappingURL=.*$", Pattern.MULTILINE);

    private final PageFiles files;
    private final Map<String, String> libraries;

    /**
     * Makes nothing yet.
     *
     * @param libraries the file of each library, as CommonJS, by the name that modules import it by; one that needs another
     *     comes after it
     */
    Bundle(PageFiles files, Map<String, String> libraries) {
        this.files = files;
        this.libraries = libraries;
    }

    /** The file with the libraries and the modules of the first view; it runs {@code main}. */
    String first(Collection<String> modules, String main) {
        return "\"use strict\";\n(() => {\n"
                + "const $libraries = {};\n" + librariesMade()
                + "const $made = {};\n"
                + "const $module = (path) => ($made[path] ??= $modules[path]());\n"
                + "const $modules = {\n" + functions(modules) + "};\n"
                + "window.$page = { $libraries, $module, $modules };\n"
                + "$module(\"" + main + "\");\n"
                + "})();\n";
    }

    /** The file with all other modules, which adds them to those of the first one. */
    String later(Collection<String> modules) {
        return "const { $libraries, $module, $modules } = window.$page;\n" + "Object.assign($modules, {\n"
                + functions(modules) + "});\n";
    }

    private String librariesMade() {
        return libraries.entrySet().stream()
                .map(library -> "((exports, require) => {\n"
                        + SOURCE_MAP.matcher(files.text(library.getValue())).replaceAll("")
                        + "})(" + variable(library.getKey()) + " = {}, (name) => $libraries[name]);\n")
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
        text = PageFiles.LATER
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
        return "$libraries[\"" + library + "\"]";
    }
}
