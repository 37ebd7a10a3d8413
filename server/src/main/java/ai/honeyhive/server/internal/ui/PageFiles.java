// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.ui;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that the page's document leads to: those of the first view, and those that other views import when opened. */
public final class PageFiles {
    private static final Pattern IN_DOCUMENT = Pattern.compile("(?:href|src)=\"/assets/([^\"]+)\"");
    private static final Pattern MAPPED = Pattern.compile("\"([^\"]+)\":\"/assets/([^\"]+)\"");
    private static final Pattern IMPORT =
            Pattern.compile("^(?:import|export)(?:[^;\"]*?\\sfrom)?\\s*\"([^\"]+)\"", Pattern.MULTILINE);
    private static final Pattern LATER = Pattern.compile("\\bimport\\(\"([^\"]+)\"\\)");
    private static final String LIBRARIES = "lib/";

    private final Assets assets;
    private final Map<String, String> libraries = new HashMap<>();
    private final Set<String> first;
    private final String version;

    private PageFiles(Assets assets, String document) {
        this.assets = assets;
        MAPPED.matcher(document).results().forEach(found -> libraries.put(found.group(1), found.group(2)));
        Set<String> named = IN_DOCUMENT
                .matcher(document)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        first = reached(named, IMPORT);
        var all = new TreeSet<>(reached(first, IMPORT, LATER));
        version = "v-" + HexFormat.of().formatHex(digest(document, all), 0, 8);
    }

    /** Follows what the document names. */
    public static PageFiles of(Assets assets, String document) {
        return new PageFiles(assets, document);
    }

    /** What is needed before the first rows can be shown, as paths below {@code /assets/}. */
    public Set<String> first() {
        return first;
    }

    /** Another one when any of the files is another one. */
    String version() {
        return version;
    }

    private Set<String> reached(Set<String> from, Pattern... imports) {
        Set<String> known = new LinkedHashSet<>(from);
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            String path = open.remove();
            if (path.endsWith(".js") && !path.startsWith(LIBRARIES)) {
                String text = new String(content(path), StandardCharsets.UTF_8);
                Stream.of(imports)
                        .flatMap(pattern -> pattern.matcher(text).results())
                        .map(found -> resolved(path, found.group(1)))
                        .filter(known::add)
                        .forEach(open::add);
            }
        }
        return known;
    }

    private String resolved(String from, String named) {
        String library = libraries.get(named);
        return library != null
                ? library
                : URI.create("/" + from).resolve(named).getPath().substring(1);
    }

    private byte[] digest(String document, Set<String> paths) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(document.getBytes(StandardCharsets.UTF_8));
        paths.forEach(path -> all.writeBytes(content(path)));
        return Assets.sha256(all.toByteArray());
    }

    private byte[] content(String path) {
        return assets.find(path)
                .orElseThrow(() -> new IllegalStateException("the page needs " + path + ", which is missing"))
                .content();
    }
}
