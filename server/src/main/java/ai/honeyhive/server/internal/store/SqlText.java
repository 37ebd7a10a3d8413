// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A statement taken apart as far as to tell words from strings and comments; the same in all SQL. */
public final class SqlText {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private SqlText(String text) {
        this.text = text;
    }

    /** What a piece of a statement is. */
    public enum Kind {
        WORD,
        /** In double quotes, backticks or brackets. */
        NAME,
        STRING,
        OTHER
    }

    /**
     * A piece of a statement.
     *
     * @param text without quotes, in lower case
     */
    public record Token(Kind kind, String text) {
        public boolean is(String symbol) {
            return kind != Kind.STRING && kind != Kind.NAME && text.equals(symbol);
        }
    }

    /**
     * Takes one question apart.
     *
     * @throws SqlRefusedException if it is anything else: several statements, one that changes something, or none
     */
    public static List<Token> question(String statement) {
        var text = new SqlText(statement);
        text.read();
        List<Token> tokens = new ArrayList<>(text.tokens);
        while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).is(";")) {
            tokens.remove(tokens.size() - 1);
        }
        if (tokens.isEmpty()) {
            throw new SqlRefusedException("there is no statement");
        }
        if (tokens.stream().anyMatch(token -> token.is(";"))) {
            throw new SqlRefusedException("one statement at a time: there is something behind a semicolon");
        }
        Token first = tokens.get(0);
        if (first.kind != Kind.WORD || !List.of("select", "with", "values").contains(first.text)) {
            throw new SqlRefusedException("only questions can be asked: a statement begins with SELECT or WITH");
        }
        return tokens;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == 0) { // where some databases would stop reading
                throw new SqlRefusedException("a statement cannot have a character 0");
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else if (c == '\'') {
                quoted(Kind.STRING, '\'');
            } else if (c == '"' || c == '`') {
                quoted(Kind.NAME, c);
            } else if (c == '[') {
                quoted(Kind.NAME, ']');
            } else if (isWord(c)) {
                word();
            } else {
                if (!Character.isWhitespace(c)) {
                    tokens.add(new Token(Kind.OTHER, String.valueOf(c)));
                }
                at++;
            }
        }
    }

    private void quoted(Kind kind, char end) {
        StringBuilder inside = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != end) {
                inside.append(c);
            } else if (end != ']' && at < text.length() && text.charAt(at) == end) {
                inside.append(c);
                at++;
            } else {
                tokens.add(new Token(kind, inside.toString().toLowerCase(Locale.ROOT)));
                return;
            }
        }
        throw new SqlRefusedException("something is quoted that does not end");
    }

    private void word() {
        int start = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        tokens.add(new Token(Kind.WORD, text.substring(start, at).toLowerCase(Locale.ROOT)));
    }

    private static boolean isWord(char c) {
        return c == '_' || c == '$' || c >= 0x80 || Character.isLetterOrDigit(c);
    }
}
