// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static java.util.Objects.requireNonNull;

import ai.honeyhive.server.HoneyHiveServer;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Measures what the page costs a reader, in a real browser against a server with SQLite, and prints a table in Markdown. Says
 * nothing about good and bad: nothing fails when a figure is worse than its goal. See {@code docs/performance.md}.
 */
final class PageSpeed {
    private static final int SESSIONS = 2_000;
    private static final int EVENTS = 50_000;
    private static final int ROUNDS = 15;
    private static final int KEYS = 60;
    private static final int UPDATES_PER_SECOND = 200;
    private static final int LIVE_SECONDS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;
    private final String url;
    private final Page page;
    private final ServerData data;

    private PageSpeed(ChromeDriver driver, String url) {
        this.driver = driver;
        this.url = url;
        this.page = new Page(driver, url);
        this.data = new ServerData(url);
    }

    /** Figures of one row in ascending order, in milliseconds unless the row says otherwise. */
    private record Sample(List<Double> ascending) {
        static Sample of(List<?> values) {
            return new Sample(values.stream()
                    .map(value -> ((Number) value).doubleValue())
                    .sorted()
                    .toList());
        }

        /** Nearest rank. */
        double percentile(double percent) {
            return ascending.get(Math.max(0, (int) Math.ceil(percent / 100 * ascending.size()) - 1));
        }

        double mean() {
            return ascending.stream().mapToDouble(value -> value).average().orElseThrow();
        }

        long above(double limit) {
            return ascending.stream().filter(value -> value > limit).count();
        }
    }

    public static void main(String[] arguments) throws Exception {
        String only = arguments.length == 0 ? "" : arguments[0];
        Path directory = Files.createTempDirectory("honeyhive-speed");
        try (HoneyHiveServer server = HoneyHiveServer.builder()
                        .dataDirectory(directory)
                        .build()
                        .start();
                Chromium chromium =
                        Chromium.startUnobserved().orElseThrow(() -> new IllegalStateException(Chromium.MISSING))) {
            var speed = new PageSpeed(chromium.driver(), server.url().toString());
            speed.measure(only);
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private void measure(String only) throws Exception {
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        try (InputStream in = requireNonNull(PageSpeed.class.getResourceAsStream("page-speed.js"))) {
            String probe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", probe));
        }
        driver.executeCdpCommand("Performance.enable", Map.of());
        System.out.println("| what | median | p95 | goal |\n|---|---:|---:|---|");
        if ("list".contains(only)) {
            list();
        }
        if ("session".contains(only)) {
            session();
        }
        if ("live".contains(only)) {
            live();
        }
    }

    private void list() throws Exception {
        new SpeedData(data).sessions(SESSIONS);
        arrivals(url + "/sessions", "list", false, 5); // the server warms up
        times(
                "list: rows painted, nothing in the browser's cache",
                arrivals(url + "/sessions", "list", true, ROUNDS),
                "400 ms");
        times(
                "list: rows painted, opened before, in a process begun for it",
                arrivals(url + "/sessions", "list", false, ROUNDS),
                "150 ms");
        times("list: rows painted, loaded again in its tab", reloads("list", ROUNDS), "150 ms");
        times("list: key to visible selection", keys("j"), "50 ms");
        floor();
    }

    /** What the browser takes for a document of one line that needs no other file: the least that any page can take. */
    private void floor() throws Exception {
        byte[] line = "<!doctype html><div class='tr row'>one line</div>".getBytes(StandardCharsets.UTF_8);
        var plain = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        plain.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, line.length);
            exchange.getResponseBody().write(line);
            exchange.close();
        });
        plain.start();
        try {
            String address = "http://127.0.0.1:" + plain.getAddress().getPort() + "/";
            arrivals(address, "list", false, 5);
            times(
                    "for comparison: a page of one line, in a process begun for it",
                    arrivals(address, "list", false, ROUNDS),
                    "");
            times("for comparison: the same, loaded again in its tab", reloads("list", ROUNDS), "");
        } finally {
            plain.stop(0);
        }
    }

    private void session() throws Exception {
        String path = url + "/sessions/" + new SpeedData(data).session(EVENTS);
        arrivals(path, "tree", false, 3);
        times("session of 50,000 events: its beginning painted", arrivals(path, "tree", false, 7), "1 s");
        times("... all its events there", arrivals(path, "whole", false, 7), "1 s");
        times("... its first details painted", shown("detail"), "1 s");
        times("... key to visible selection", keys("j"), "50 ms");
        frames("... scrolled by wheel: frames/s", scroll(".tree", 60));
        frames("... scrolled by its bar: frames/s", scroll(".tree", 4_000));
        double before = heap();
        driver.executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
        row("... heap after all that; with garbage", megabytes(heap()), megabytes(before), "150 MB");
    }

    private void live() throws Exception {
        page.open("/sessions");
        page.movePointerAway();
        String[] sessions = new String[20];
        for (int i = 0; i < sessions.length; i++) {
            sessions[i] = UUID.randomUUID().toString();
            data.post(
                    "/session/start",
                    Map.of("session", Map.of("session_id", sessions[i], "session_name", "live " + i)));
        }
        page.waitForText(".tr.row", "live 1");
        live("list", LiveUpdates.eventsOf(data, sessions));

        page.open("/sessions/" + sessions[0]);
        page.waitFor(".ev");
        live("session", LiveUpdates.eventsOf(data, sessions[0]));
    }

    private void live(String where, LiveUpdates.Update update) throws Exception {
        page.script("speed.tasks.length = 0; return true");
        int sent = LiveUpdates.send(UPDATES_PER_SECOND, LIVE_SECONDS, update);
        Thread.sleep(1_000);
        List<Double> tasks = longTasks();
        String longest = tasks.isEmpty() ? "none" : millis(Sample.of(tasks).percentile(100));
        row(
                String.format(Locale.ROOT, "%s, %d updates/s: long tasks; the longest", where, sent / LIVE_SECONDS),
                String.valueOf(tasks.size()),
                longest,
                "none above 50 ms");
    }

    private List<Double> longTasks() {
        return ((List<?>) page.script("return speed.tasks.map(([, duration]) => duration)"))
                .stream().map(each -> ((Number) each).doubleValue()).toList();
    }

    /** When something was painted first, each time the address was opened. */
    private List<Double> arrivals(String address, String what, boolean cold, int rounds) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            driver.get("about:blank");
            if (cold) {
                driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
            }
            driver.get(address);
            times.addAll(shown(what));
        }
        return times;
    }

    /** The same where the browser need not begin a process for it first. */
    private List<Double> reloads(String what, int rounds) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            driver.navigate().refresh();
            times.addAll(shown(what));
        }
        return times;
    }

    private List<Double> shown(String what) {
        Object time = driver.executeAsyncScript(
                "const done = arguments[1]; const look = () => speed.shown[arguments[0]]"
                        + " ? done(speed.shown[arguments[0]]) : setTimeout(look, 10); look()",
                what);
        return List.of(((Number) requireNonNull(time)).doubleValue());
    }

    /** How long after a key was pressed another row was seen as selected. */
    private List<?> keys(String key) {
        for (int i = 0; i < KEYS; i++) {
            for (String type : List.of("keyDown", "keyUp")) {
                driver.executeCdpCommand(
                        "Input.dispatchKeyEvent",
                        Map.of("type", type, "key", key, "text", type.equals("keyDown") ? key : ""));
            }
            driver.executeAsyncScript(
                    "const done = arguments[1]; const look = () => speed.keys.length >= arguments[0]"
                            + " ? done(0) : setTimeout(look, 10); look()",
                    i + 1);
        }
        return (List<?>) page.script("return speed.keys");
    }

    private List<?> scroll(String css, int pixels) {
        return (List<?>) requireNonNull(
                driver.executeAsyncScript("speed.scroll(arguments[0], arguments[1], 4000, arguments[2])", css, pixels));
    }

    private double heap() {
        List<?> metrics = (List<?>) requireNonNull(
                driver.executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics"));
        return metrics.stream()
                .map(each -> (Map<?, ?>) each)
                .filter(each -> "JSHeapUsedSize".equals(each.get("name")))
                .mapToDouble(each -> ((Number) requireNonNull(each.get("value"))).doubleValue())
                .findFirst()
                .orElseThrow();
    }

    private static void times(String what, List<?> values, String goal) {
        Sample sample = Sample.of(values);
        row(what, millis(sample.percentile(50)), millis(sample.percentile(95)), goal);
    }

    private static void frames(String what, List<?> gaps) {
        Sample sample = Sample.of(gaps);
        row(
                what + "; frames that took two or more",
                String.format(Locale.ROOT, "%.0f", 1_000 / sample.mean()),
                String.format(
                        Locale.ROOT,
                        "%d of %d",
                        sample.above(25),
                        sample.ascending().size()),
                "60");
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%,.0f ms", value);
    }

    private static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }

    private static void row(String what, String median, String p95, String goal) {
        System.out.printf("| %s | %s | %s | %s |%n", what, median, p95, goal);
    }
}
