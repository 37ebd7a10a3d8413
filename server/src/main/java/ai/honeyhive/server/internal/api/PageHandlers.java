// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.ui.Assets;
import ai.honeyhive.server.internal.ui.Page;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** The page and its files. */
final class PageHandlers {
    private final Assets assets;
    private final Page page;
    private final Forwarding forwarding;

    PageHandlers(Assets assets, Page page, Forwarding forwarding) {
        this.assets = assets;
        this.page = page;
        this.forwarding = forwarding;
    }

    void home(Exchange exchange) {
        exchange.context().redirect(forwarding.prefix(exchange.context()) + "/sessions", HttpStatus.FOUND);
    }

    void document(Exchange exchange) {
        Context context = exchange.context();
        Page.Version shown = page.below(forwarding.prefix(context));
        context.header("Content-Security-Policy", shown.policy());
        // The same address answers JSON to other clients.
        context.header("Vary", "Accept");
        send(context, shown.document());
    }

    void asset(Exchange exchange) {
        String path = exchange.path("path");
        send(exchange.context(), assets.find(path).orElseThrow(() -> ApiException.notFound("there is no such file")));
    }

    static boolean wantsPage(Context context) {
        String accept = context.header("Accept");
        return accept != null && accept.contains("text/html");
    }

    /** Browsers ask again each time, and mostly hear that nothing has changed. */
    private static void send(Context context, Assets.Asset asset) {
        context.header("Cache-Control", "no-cache");
        context.header("ETag", asset.etag());
        String known = context.header("If-None-Match");
        if (known != null && known.contains(asset.etag())) {
            context.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        context.contentType(asset.contentType()).result(asset.content());
    }
}
