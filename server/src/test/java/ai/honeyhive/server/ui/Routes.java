// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The views that the page's own router knows, so that none is forgotten by a test that claims to walk all of them. */
final class Routes {
    private static final Pattern ROUTE = Pattern.compile("^ {2}\\[\"(\\w+)\", /(.+)/\\],$", Pattern.MULTILINE);
    private static final Map<String, Pattern> ALL = read();

    private Routes() {}

    static Set<String> names() {
        return ALL.keySet();
    }

    /** The view at an address of the page. */
    static String of(String address) {
        String path = address.replaceFirst("[?#].*", "");
        return ALL.entrySet().stream()
                .filter(route -> route.getValue().matcher(path).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("none: " + path);
    }

    private static Map<String, Pattern> read() {
        Map<String, Pattern> routes = new LinkedHashMap<>();
        try (InputStream router = requireNonNull(Routes.class.getResourceAsStream("js/router.js"))) {
            Matcher matcher = ROUTE.matcher(new String(router.readAllBytes(), StandardCharsets.UTF_8));
            while (matcher.find()) {
                routes.put(matcher.group(1), Pattern.compile(matcher.group(2)));
            }
        } catch (IOException e) {
            throw new IllegalStateException("js/router.js cannot be read", e);
        }
        return routes;
    }
}
