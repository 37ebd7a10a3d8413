// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium of this machine with a profile of its own. Nothing is ever downloaded. */
final class Chromium implements AutoCloseable {
    static final String MISSING = "No Chromium with a chromedriver beside it was found (CHROME_BIN, or chromium, "
            + "chromium-browser or google-chrome on the PATH): the browser tests are skipped";

    private final ChromeDriver driver;
    private final Path profile;

    private Chromium(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    /** One whose console and network can be looked at; empty where there is no browser. */
    static Optional<Chromium> start() throws IOException {
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        return start(logs);
    }

    /** One that keeps no logs, which take time; empty where there is no browser. */
    static Optional<Chromium> startUnobserved() throws IOException {
        return start(new LoggingPreferences());
    }

    private static Optional<Chromium> start(LoggingPreferences logs) throws IOException {
        Path browser = browser();
        Path chromedriver = browser == null ? null : chromedriver(browser);
        if (browser == null || chromedriver == null) {
            return Optional.empty();
        }
        Path profile = Files.createTempDirectory("honeyhive-chromium");
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .build();
        return Optional.of(new Chromium(new ChromeDriver(service, options(browser, profile, logs)), profile));
    }

    ChromeDriver driver() {
        return driver;
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            // the browser may still be removing its own files
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    private static ChromeOptions options(Path browser, Path profile, LoggingPreferences logs) {
        var options = new ChromeOptions();
        options.setBinary(browser.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1440,900",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }

    private static @Nullable Path browser() {
        String named = System.getenv("CHROME_BIN");
        if (named != null && !named.isBlank()) {
            return Files.isExecutable(Path.of(named)) ? Path.of(named) : null;
        }
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(Chromium::onPath)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Path chromedriver(Path browser) throws IOException {
        for (Path place : new Path[] {browser, browser.toRealPath()}) {
            Path beside = place.resolveSibling("chromedriver");
            if (Files.isExecutable(beside)) {
                return beside;
            }
        }
        return onPath("chromedriver").orElse(null);
    }

    private static Optional<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
