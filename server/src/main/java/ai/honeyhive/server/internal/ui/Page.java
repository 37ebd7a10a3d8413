// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.ui;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page's one document and the policy it is served under: nothing runs in it but what this server ships. */
public final class Page {
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script\\s+type=\"?importmap\"?\\s*>(.*?)</script>", Pattern.DOTALL);

    private final Assets.Asset document;
    private final String policy;

    private Page(Assets.Asset document, String policy) {
        this.document = document;
        this.policy = policy;
    }

    /** Reads the document; its inline import map, if any, is allowed by its hash. */
    public static Page load(Assets assets) {
        Assets.Asset document = assets.find("index.html")
                .orElseThrow(() -> new IllegalStateException("index.html is missing on the class path"));
        Matcher map = IMPORT_MAP.matcher(new String(document.content(), StandardCharsets.UTF_8));
        String hashes = "";
        while (map.find()) {
            byte[] hash = Assets.sha256(map.group(1).getBytes(StandardCharsets.UTF_8));
            hashes += " 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        }
        return new Page(
                document,
                "default-src 'none'; script-src 'self'" + hashes + "; style-src 'self'; img-src 'self' data: blob:;"
                        + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    public Assets.Asset document() {
        return document;
    }

    public String policy() {
        return policy;
    }
}
