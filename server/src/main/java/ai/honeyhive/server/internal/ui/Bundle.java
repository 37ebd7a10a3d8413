// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.ui;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page's modules in two files, as a browser that asks for each of more than a hundred takes longer over that than over
 * everything else. A module becomes a function, which runs when the first other one imports it. The first file is a script and
 * no module: a browser that starts a process for the page uses what it compiled before for scripts only.
 */
final class Bundle {
    /** What has to be there before the first rows. */
    static final String FIRST = "page.js";
    /** What a view that is opened later needs besides. */
    static final String LATER = "more.js";

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
        Module module = files.module(path);
        String code = module.code();
        for (String later : module.later()) {
            code = code.replace(
                    "import(\"" + later + "\")",
                    "import(\"./" + LATER + "\").then(() => $module(\"" + files.resolved(path, later) + "\"))");
        }
        return module.imports().stream().map(taken -> taken(path, taken)).collect(Collectors.joining())
                + code
                + "return { " + String.join(", ", module.exports()) + " };\n";
    }

    private String taken(String path, Module.Import taken) {
        String source = libraries.containsKey(taken.source())
                ? variable(taken.source())
                : "$module(\"" + files.resolved(path, taken.source()) + "\")";
        return "const {" + taken.names().replace(" as ", ": ") + "} = " + source + ";\n";
    }

    private static String variable(String library) {
        return "$libraries[\"" + library + "\"]";
    }
}
