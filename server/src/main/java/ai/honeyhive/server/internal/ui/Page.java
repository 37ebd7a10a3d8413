// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.ui;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page's one document and the policy it is served under: nothing runs in it but what this server ships. */
public final class Page {
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script\\s+type=\"?importmap\"?\\s*>(.*?)</script>", Pattern.DOTALL);
    private static final int MAX_VERSIONS = 16;

    private final String document;
    private final String assetVersion;
    private final Map<String, Version> versions = new ConcurrentHashMap<>();

    private Page(String document, String assetVersion) {
        this.document = document;
        this.assetVersion = assetVersion;
    }

    /** The document as it is served below some path, and the policy that goes with it. */
    public record Version(Assets.Asset document, String policy) {}

    /** Reads the document. */
    public static Page load(Assets assets) {
        Assets.Asset document = assets.find("index.html")
                .orElseThrow(() -> new IllegalStateException("index.html is missing on the class path"));
        String html = new String(document.content(), StandardCharsets.UTF_8);
        PageFiles files = PageFiles.of(assets, html);
        return new Page(withPreloads(files), files.version());
    }

    /** Without being told, a browser would find the libraries in the file that imports them, a round trip later. */
    private static String withPreloads(PageFiles files) {
        String links = files.imported().stream()
                .map(path -> "<link rel=\"modulepreload\" href=\"/assets/" + path + "\">\n")
                .collect(Collectors.joining());
        return files.document().replace("</head>", links + "</head>");
    }

    /** The folder below {@code /assets/} in which the document asks for its files: another one when one of them changes. */
    public String assetVersion() {
        return assetVersion;
    }

    /**
     * The document for browsers that see the server below a path.
     *
     * @param prefix empty, or with a slash in front and none at the end; of letters and digits that mean nothing in HTML
     */
    public Version below(String prefix) {
        Version known = versions.get(prefix);
        if (known != null) {
            return known;
        }
        Version made = version(prefix);
        if (versions.size() < MAX_VERSIONS) { // proxies name the prefix, and there are few of them
            versions.put(prefix, made);
        }
        return made;
    }

    private Version version(String prefix) {
        String html = document.replace("\"/assets/", "\"" + prefix + "/assets/" + assetVersion + "/")
                .replace("name=\"base\" content=\"\"", "name=\"base\" content=\"" + prefix + "\"");
        return new Version(Assets.html(html), policy(html));
    }

    /** The inline import map, if any, is allowed by its hash. */
    private static String policy(String html) {
        Matcher map = IMPORT_MAP.matcher(html);
        String hashes = "";
        while (map.find()) {
            byte[] hash = Assets.sha256(map.group(1).getBytes(StandardCharsets.UTF_8));
            hashes += " 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        }
        return "default-src 'none'; script-src 'self'" + hashes + "; style-src 'self'; img-src 'self' data: blob:;"
                + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
