// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import org.openqa.selenium.Keys;

/** A way through the page that keeps in mind which views it came by, and looks at each of them with a critical eye. */
final class Walk {
    private static final String MADE_OF_CONTENT =
            "#app script, #app img, #app iframe, #app object, #app embed, #app form[action],"
                    + " #app [onerror], #app [onload], #app [onclick], #app a[href^='javascript' i], head script[src*='pwned']";
    private static final int MOST_STEPS = 80;

    final Page page;
    private final Set<String> seen = new LinkedHashSet<>();

    Walk(Page page) {
        this.page = page;
    }

    /** Opens an address as a pasted link does. */
    Walk open(String path) {
        seen.add(Routes.of(path));
        page.open(path);
        return this;
    }

    Walk press(CharSequence... keys) {
        page.press(keys);
        return this;
    }

    Walk click(String css) {
        page.click(css);
        return this;
    }

    Walk see(String css, String text) {
        page.waitForText(css, text);
        seen.add(Routes.of(page.address()));
        return this;
    }

    Walk see(String css) {
        page.waitFor(css);
        seen.add(Routes.of(page.address()));
        return this;
    }

    Walk gone(String css) {
        page.waitUntil(css + " is gone", () -> !page.has(css));
        return this;
    }

    /** Moves down by key until a row is selected. */
    Walk downTo(String row) {
        for (int i = 0; i < MOST_STEPS; i++) {
            if (page.has("#" + row + "[aria-selected=true]")) {
                return this;
            }
            page.press("j");
        }
        throw new AssertionError("pressing j did not lead to " + row + " in " + page.text("body"));
    }

    Walk leaveBy(Keys key, String until) {
        page.press(key);
        return see(until);
    }

    /** Scrolls a box as a reader would who let go of its bar there. */
    Walk scroll(String css, int top) {
        page.script("document.querySelector(arguments[0]).scrollTop = arguments[1]; return true", css, top);
        return this;
    }

    /** Waits until what was asked for has come and was drawn. */
    Walk idle() {
        page.waitUntil("it is loaded", () -> !page.has("[aria-busy=true]"));
        page.settle();
        return this;
    }

    /** What must hold wherever the walk is: nothing still loading, nothing made of content, nothing that axe finds. */
    Walk look() {
        page.waitUntil("it is loaded", () -> !page.has("[aria-busy=true]"));
        String address = page.address();
        assertThat(page.script("return String(window.pwned)"))
                .as("ran in %s", address)
                .isEqualTo("undefined");
        assertThat(page.texts(MADE_OF_CONTENT))
                .as("made of content in %s", address)
                .isEmpty();
        assertThat(page.complaints()).as("complaints in %s", address).isEmpty();
        assertThat(Axe.violations(page)).as("what axe finds in %s", address).isEmpty();
        page.assertOnlyOwnServerAsked();
        page.forgetTheLogs(); // axe reads back a canvas, of which the browser complains
        return this;
    }

    Set<String> seen() {
        return seen;
    }
}
