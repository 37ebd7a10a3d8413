// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.docs;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java in a document.
 *
 * @param line number of its first line of code, from 1
 * @param marks words after {@code ```java}
 */
record Snippet(Path file, int line, String code, Set<String> marks) {
    private static final Pattern FIRST_CODE = Pattern.compile(
            "\\A(?:\\s+|//[^\\n]*\\n|/\\*.*?\\*/|import [^;]+;|@\\w+(?:\\([^)]*\\))?(?=\\s))*+", Pattern.DOTALL);
    private static final Pattern TYPE =
            Pattern.compile("(?:(?:public|final|abstract|sealed) )*(?:class|interface|enum|record|@interface) (\\w+)");
    private static final Pattern JDK = Pattern.compile("jdk-(\\d+)");

    /** The name of the type that the snippet begins with; empty if it is statements. */
    String typeName() {
        Matcher begin = FIRST_CODE.matcher(code);
        Matcher type = TYPE.matcher(code);
        return begin.find() && type.region(begin.end(), code.length()).lookingAt() ? type.group(1) : "";
    }

    boolean isForThisJava() {
        return marks.stream()
                .map(JDK::matcher)
                .filter(Matcher::matches)
                .allMatch(jdk ->
                        Integer.parseInt(jdk.group(1)) <= Runtime.version().feature());
    }

    /** Whether it can be run, as statements and programs can, and is meant to be. */
    boolean isRun() {
        return !marks.contains("no-run") && (typeName().isEmpty() || code.contains("static void main("));
    }

    String at(long lineOfCode) {
        return file + ":" + (line + lineOfCode);
    }
}
