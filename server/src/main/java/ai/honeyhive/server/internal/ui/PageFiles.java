// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.ui;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files that the page's document leads to, and the few that are made of them: one style sheet and two files of modules,
 * those of the first view and those that other views import when opened.
 */
public final class PageFiles {
    static final String STYLE = "page.css";

    private static final Pattern SHEET = Pattern.compile("<link rel=\"stylesheet\" href=\"/assets/([^\"]+)\">\\R?");
    private static final Pattern MAIN = Pattern.compile("<script type=\"module\" src=\"/assets/([^\"]+)\">");
    private static final Pattern SCRIPT = Pattern.compile("<script src=\"/assets/([^\"]+)\">");

    /** What modules import by a name of its own. */
    private static final Map<String, String> LIBRARIES = libraries();

    private final Assets assets;
    private final Map<String, Module> modules = new HashMap<>();
    private final List<String> scripts;
    private final String document;

    private PageFiles(Assets assets, String source) {
        this.assets = assets;
        scripts = named(source, SCRIPT);
        String main = named(source, MAIN).get(0);
        Set<String> first = reached(List.of(main), false);
        Set<String> later = reached(first, true);
        later.removeAll(first);
        var bundle = new Bundle(this, LIBRARIES);
        assets.add(STYLE, named(source, SHEET).stream().map(this::text).collect(Collectors.joining()));
        assets.add(Bundle.FIRST, bundle.first(first, main));
        assets.add(Bundle.LATER, bundle.later(later));
        document = MAIN.matcher(SHEET.matcher(source).replaceAll(""))
                .replaceFirst("<link rel=\"stylesheet\" href=\"/assets/" + STYLE
                        + "\">\n<script defer blocking=\"render\" src=\"/assets/" + Bundle.FIRST + "\">");
    }

    /**
     * Follows what the document names, and adds what it makes to the files of the page.
     *
     * @param source the document as it is written, naming each style sheet and the module that begins
     */
    public static PageFiles of(Assets assets, String source) {
        return new PageFiles(assets, source);
    }

    /** The document that names the files made instead. */
    String document() {
        return document;
    }

    /** What is needed before the first rows can be shown, as paths below {@code /assets/}. */
    public List<String> first() {
        return Stream.concat(Stream.of(STYLE, Bundle.FIRST), scripts.stream()).toList();
    }

    /** Another one when any of the files is another one. */
    String version() {
        var all = new ByteArrayOutputStream();
        all.writeBytes(document.getBytes(StandardCharsets.UTF_8));
        first().forEach(path -> all.writeBytes(content(path)));
        all.writeBytes(content(Bundle.LATER));
        return "v-" + HexFormat.of().formatHex(Assets.sha256(all.toByteArray()), 0, 8);
    }

    /** The file that a module means by a name. */
    String resolved(String from, String named) {
        String library = LIBRARIES.get(named);
        return library != null
                ? library
                : URI.create("/" + from).resolve(named).getPath().substring(1);
    }

    String text(String path) {
        return new String(content(path), StandardCharsets.UTF_8);
    }

    private static Map<String, String> libraries() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("preact", "lib/preact/dist/preact.js");
        files.put("preact/hooks", "lib/preact/hooks/dist/hooks.js");
        return files;
    }

    private Set<String> reached(Collection<String> from, boolean alsoLater) {
        Set<String> known = new LinkedHashSet<>(from);
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            String path = open.remove();
            Module module = module(path);
            Stream.concat(
                            module.imports().stream().map(Module.Import::source),
                            alsoLater ? module.later().stream() : Stream.empty())
                    .map(source -> resolved(path, source))
                    .filter(found -> !LIBRARIES.containsValue(found))
                    .filter(known::add)
                    .forEach(open::add);
        }
        return known;
    }

    /** A module, read when first asked for. */
    Module module(String path) {
        return modules.computeIfAbsent(path, name -> Module.of(name, text(name)));
    }

    private static List<String> named(String source, Pattern pattern) {
        return pattern.matcher(source).results().map(found -> found.group(1)).toList();
    }

    private byte[] content(String path) {
        return assets.find(path)
                .orElseThrow(() -> new IllegalStateException("the page needs " + path + ", which is missing"))
                .content();
    }
}
