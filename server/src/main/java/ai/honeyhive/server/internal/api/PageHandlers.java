// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.ui.Assets;
import ai.honeyhive.server.internal.ui.Page;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.QuotedQualityCSV;

/** The page and its files. */
final class PageHandlers {
    private static final Pattern VERSIONED = Pattern.compile("(v-[0-9a-f]+)/(.+)");
    private static final String KEEP = "public, max-age=31536000, immutable";
    /** Browsers ask each time, and mostly hear that nothing has changed. */
    private static final String ASK_AGAIN = "no-cache";
    /** Most visits begin with the newest sessions, as the page's {@code sessions/list.js} asks for them. */
    private static final String NEWEST = "/v1/sessions?limit=100";
    /** What the address of the list may have without asking for other sessions. */
    private static final Set<String> ABOUT_LOOKS = Set.of("row", "peek", "cols");

    private final Assets assets;
    private final CompletableFuture<Page> page;
    private final Forwarding forwarding;

    PageHandlers(Assets assets, CompletableFuture<Page> page, Forwarding forwarding) {
        this.assets = assets;
        this.page = page;
        this.forwarding = forwarding;
    }

    void home(Exchange exchange) {
        exchange.context().redirect(forwarding.prefix(exchange.context()) + "/sessions", HttpStatus.FOUND);
    }

    void document(Exchange exchange) {
        Context context = exchange.context();
        context.header("Content-Security-Policy", Page.POLICY);
        // The same address answers JSON to other clients.
        context.header("Vary", "Accept, Accept-Encoding");
        String prefix = forwarding.prefix(context);
        if (context.path().equals("/sessions")
                && ABOUT_LOOKS.containsAll(context.queryParamMap().keySet())) {
            // asked for while the page's own files are still on their way
            context.header("Link", "<" + prefix + NEWEST + ">; rel=preload; as=fetch; crossorigin");
        }
        send(context, page.join().below(prefix), ASK_AGAIN);
    }

    /** What is asked for below the version of now will never be another file. */
    void asset(Exchange exchange) {
        String path = exchange.path("path");
        Matcher versioned = VERSIONED.matcher(path);
        boolean version = versioned.matches();
        boolean current = version && versioned.group(1).equals(page.join().assetVersion());
        exchange.context().header("Vary", "Accept-Encoding");
        send(
                exchange.context(),
                assets.find(version ? versioned.group(2) : path)
                        .orElseThrow(() -> ApiException.notFound("there is no such file")),
                current ? KEEP : ASK_AGAIN);
    }

    static boolean wantsPage(Context context) {
        String accept = context.header("Accept");
        return accept != null && accept.contains("text/html");
    }

    private static void send(Context context, Assets.Asset asset, String caching) {
        context.header("Cache-Control", caching);
        context.header("ETag", asset.etag());
        String known = context.header("If-None-Match");
        if (known != null && known.contains(asset.etag())) {
            context.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        context.contentType(asset.contentType());
        if (takesGzip(context)) {
            context.disableCompression();
            context.header("Content-Encoding", "gzip").result(asset.compressed());
        } else {
            context.result(asset.content());
        }
    }

    private static boolean takesGzip(Context context) {
        String header = context.header("Accept-Encoding");
        if (header == null) {
            return false;
        }
        var accepted = new QuotedQualityCSV(); // leaves out what has the quality 0
        accepted.addValue(header);
        return accepted.getValues().contains("gzip");
    }
}
