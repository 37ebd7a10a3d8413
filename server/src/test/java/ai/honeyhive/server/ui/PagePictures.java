// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import ai.honeyhive.server.HoneyHiveServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Takes the pictures of the guide to the page. Told a data folder that the demo has filled, which it adds to, and the folder
 * for the pictures; see {@code docs/page.md}.
 */
final class PagePictures {
    private static final String SLOWEST = "SELECT event_name, model, duration, total_tokens, session_id FROM events\n"
            + "WHERE event_type = 'model' ORDER BY duration DESC LIMIT 25";

    /** What a window without a screen is higher than its page. */
    private static final int CHROME = 143;

    private final ChromeDriver driver;
    private final Page page;
    private final Path folder;

    private PagePictures(ChromeDriver driver, String url, Path folder) {
        this.driver = driver;
        this.page = new Page(driver, url);
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("give a data folder of the demo, and a folder for the pictures");
        }
        try (HoneyHiveServer server = HoneyHiveServer.builder()
                        .dataDirectory(Path.of(arguments[0]))
                        .build()
                        .start();
                Chromium chromium =
                        Chromium.startUnobserved().orElseThrow(() -> new IllegalStateException(Chromium.MISSING))) {
            String url = server.url().toString();
            new PagePictures(chromium.driver(), url, Path.of(arguments[1])).take(new ServerData(url));
        }
    }

    private void take(ServerData server) throws Exception {
        driver.manage().window().setSize(new Dimension(1280, 780 + CHROME));
        var data = new PictureData(server);
        String failed = data.supportSessions();
        String polite = data.capitals("polite prompt", false);
        String brief = data.capitals("brief prompt", true);
        page.open("/runs");
        page.waitForText(".tr.row", "handbook-qa");
        String demo = page.script(
                        "return [...document.querySelectorAll('.tr.row')]"
                                + ".find(row => row.id.startsWith('r-') && row.textContent.includes('handbook-qa')).id.slice(2)")
                .toString();

        picture("sessions", "light", "/sessions?range=60m&q=" + encoded("source is prod"), ".tr.row .meter");
        picture("session", "dark", "/sessions/" + failed, ".pane .errbox");
        picture("run", "light", "/runs/" + demo, ".tr.row");
        picture("runs", "dark", "/runs", ".trends", "j", "j", "x", "j", "x");
        picture("compare", "light", "/compare/" + polite + "/" + brief, ".plots svg", "j");
        picture("sql", "dark", "/sql?q=" + encoded(SLOWEST), "#q-0");
    }

    private void picture(String name, String theme, String path, String loaded, CharSequence... keys) throws Exception {
        page.open("/sessions");
        page.script("localStorage.setItem('hh.theme', arguments[0]); return true", theme);
        page.open(path);
        page.waitFor(loaded);
        page.waitUntil("it is loaded", () -> !page.has("[aria-busy=true]"));
        page.press(keys);
        page.script("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
        Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
