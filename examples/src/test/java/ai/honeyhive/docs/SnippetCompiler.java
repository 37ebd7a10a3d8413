// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.docs;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles snippets as a careful user would, with all warnings; each in a package of its own. */
final class SnippetCompiler {
    private static final Pattern IMPORT = Pattern.compile("(?m)^import [^;]+;");

    private final Path classes;

    SnippetCompiler(Path classes) {
        this.classes = classes;
    }

    /**
     * What came of it.
     *
     * @param problems errors and warnings, each with file and line
     * @param classNames the class that runs a snippet
     */
    record Result(List<String> problems, Map<Snippet, String> classNames) {}

    Result compile(List<Snippet> snippets) {
        Map<Snippet, String> classNames = new LinkedHashMap<>();
        List<Source> sources = new ArrayList<>();
        for (Snippet snippet : snippets) {
            if (snippet.isForThisJava()) {
                Source source = Source.of(snippet, "snippets.s" + sources.size());
                sources.add(source);
                classNames.put(snippet, source.className);
            }
        }
        return new Result(problems(sources), classNames);
    }

    private List<String> problems(List<Source> sources) {
        List<String> options = List.of(
                "-Xlint:all,-processing,-classfile,-try",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString());
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        javac.getTask(null, null, found, options, null, sources).call();
        return found.getDiagnostics().stream().map(SnippetCompiler::describe).collect(Collectors.toList());
    }

    private static String describe(Diagnostic<? extends JavaFileObject> problem) {
        String message = problem.getMessage(Locale.ROOT);
        return problem.getSource() instanceof Source source
                ? source.snippet.at(problem.getLineNumber() - 2) + ": " + message
                : message;
    }

    /** Keeps the snippet's lines, after one line of ours. */
    private static final class Source extends SimpleJavaFileObject {
        private final Snippet snippet;
        private final String className;
        private final String code;

        private Source(Snippet snippet, String className, String code) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.snippet = snippet;
            this.className = className;
            this.code = code;
        }

        static Source of(Snippet snippet, String packageName) {
            String type = snippet.typeName();
            String begin = "package " + packageName + ";";
            if (!type.isEmpty()) {
                String imports = IMPORT.matcher(snippet.code()).find() ? "" : SnippetContext.IMPORTS;
                return new Source(snippet, packageName + "." + type, begin + imports + "\n" + snippet.code());
            }
            List<String> own = IMPORT.matcher(snippet.code())
                    .results()
                    .map(found -> found.group())
                    .toList();
            String imports = own.isEmpty() ? SnippetContext.IMPORTS : String.join("", own);
            String body = IMPORT.matcher(snippet.code()).replaceAll("");
            return new Source(
                    snippet,
                    packageName + ".Statements",
                    begin + imports + "class Statements extends " + SnippetContext.class.getName()
                            + " { @Override public void run() throws Exception {\n" + body + "\n}}");
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
        }
    }
}
