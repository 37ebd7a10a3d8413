// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

/** What a person would recognise a screen by. */
final class Screen {
    private static final String SHOWN = """
            const inSight = (e) => {
              const r = e.getBoundingClientRect();
              const s = e.closest('.scroll')?.getBoundingClientRect() ?? {top: 0, bottom: innerHeight};
              return r.height > 0 && r.bottom > s.top + 1 && r.top < s.bottom - 1;
            };
            const all = (css) => [...document.querySelectorAll(css)];
            const shown = {
              address: location.pathname + location.search,
              title: document.title,
              heads: all('h1, .pane header b, .pane h2, .bar-note').map((e) => e.textContent),
              fields: all('main input:not([type=file]), main textarea, main select')
                .filter((e) => !e.closest('.tr') || e.checked)
                .map((e) => (e.type === 'checkbox' ? e.checked : e.value)),
              pressed: all('main [aria-pressed=true]').map((e) => e.textContent),
              selected: all('main [aria-selected=true]').filter(inSight).map((e) => e.id || e.textContent),
            };
            if (arguments[0]) {
              shown.scroll = all('main .scroll').map((e) => Math.round(e.scrollTop));
              shown.rows = all('main .tr.row, main .ev').filter(inSight).map((e) => e.textContent);
            }
            return JSON.stringify(shown, null, 1);
            """;

    private Screen() {}

    /** What can be seen, and where each list was scrolled to. */
    static String whole(Page page) {
        return page.script(SHOWN, true).toString();
    }

    /** What a link takes along: everything but where lists were scrolled to. What is selected has to be in sight. */
    static String linked(Page page) {
        return page.script(SHOWN, false).toString();
    }
}
