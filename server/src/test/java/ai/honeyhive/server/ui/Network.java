// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

/** What lies between the page and its server, and can be told to hold requests back, to refuse them, or to let them pass. */
final class Network implements AutoCloseable {
    static final String HOLDS = "hold";
    static final String PASSES = "pass";

    private static final String SOURCE = """
            (() => {
              const real = window.fetch.bind(window);
              const waiting = [];
              const part = '%s';
              let mode = '%s';
              const refused = () => new Response('{"message": "the disk is full"}', {status: 507});
              window.fetch = (...asked) => {
                if (mode === 'pass' || !String(asked[0]).includes(part)) return real(...asked);
                if (mode === 'refuse') return Promise.resolve(refused());
                return new Promise((answer) => waiting.push(() => answer(window.fetch(...asked))));
              };
              window.network = (next) => {
                mode = next;
                waiting.splice(0).forEach((go) => go());
                return true;
              };
            })();
            """;

    private final Page page;
    private final String script;

    private Network(Page page, String script) {
        this.page = page;
        this.script = script;
    }

    /** For all that the page opens from now on, until it is closed. */
    static Network of(Page page, String mode) {
        return of(page, mode, "");
    }

    /** For requests whose address has the part. */
    static Network of(Page page, String mode, String part) {
        return new Network(page, page.runFirst(SOURCE.formatted(part, mode)));
    }

    void refuses() {
        page.script("return network('refuse')");
    }

    void passes() {
        page.script("return network('pass')");
    }

    /** Lets requests pass from a click on: live changes could mend the view before a later one. */
    void passesWith(String clicked) {
        page.script("network('pass'); document.querySelector(arguments[0]).click(); return true", clicked);
    }

    @Override
    public void close() {
        page.runFirstNoMore(script);
    }
}
