// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.ui;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The page's one document and the policy it is served under: nothing runs in it but what this server ships. */
public final class Page {
    /** What the page is served under. */
    public static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final int MAX_VERSIONS = 16;

    private final String document;
    private final String assetVersion;
    private final Map<String, Assets.Asset> versions = new ConcurrentHashMap<>();

    private Page(String document, String assetVersion) {
        this.document = document;
        this.assetVersion = assetVersion;
    }

    /** Reads the document. */
    public static Page load(Assets assets) {
        Assets.Asset document = assets.find("index.html")
                .orElseThrow(() -> new IllegalStateException("index.html is missing on the class path"));
        String html = new String(document.content(), StandardCharsets.UTF_8);
        PageFiles files = PageFiles.of(assets, html);
        return new Page(files.document(), files.version());
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
    public Assets.Asset below(String prefix) {
        Assets.Asset known = versions.get(prefix);
        if (known != null) {
            return known;
        }
        Assets.Asset made = version(prefix);
        if (versions.size() < MAX_VERSIONS) { // proxies name the prefix, and there are few of them
            versions.put(prefix, made);
        }
        return made;
    }

    private Assets.Asset version(String prefix) {
        String html = document.replace("\"/assets/", "\"" + prefix + "/assets/" + assetVersion + "/")
                .replace("name=\"base\" content=\"\"", "name=\"base\" content=\"" + prefix + "\"");
        return Assets.html(html);
    }
}
