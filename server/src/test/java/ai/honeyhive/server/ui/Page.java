// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page in a browser: what a person does with it and what the person sees. */
final class Page {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK_EVERY = Duration.ofMillis(40);
    private static final JsonMapper JSON = new JsonMapper();

    private final ChromeDriver driver;
    private final String url;

    Page(ChromeDriver driver, String url) {
        this.driver = driver;
        this.url = url;
    }

    /** Opens an address afresh, as a pasted link does. */
    void open(String path) {
        driver.get("about:blank");
        driver.get(url + path);
    }

    /** Has a script run in each page before its own; gives the script's id. */
    String runFirst(String source) {
        return requireNonNull(
                        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", source))
                                .get("identifier"))
                .toString();
    }

    void runFirstNoMore(String script) {
        driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
    }

    void reload() {
        driver.navigate().refresh();
    }

    void back() {
        driver.navigate().back();
    }

    /** Presses one key after the other, wherever the focus is. */
    void press(CharSequence... keys) {
        for (CharSequence key : keys) {
            new Actions(driver).sendKeys(key).perform();
        }
    }

    /** Presses keys one right after the other. */
    void pressAtOnce(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses a key while a modifier is held. */
    void pressWith(Keys modifier, CharSequence key) {
        new Actions(driver).keyDown(modifier).sendKeys(key).keyUp(modifier).perform();
    }

    void click(String css) {
        waitUntil(css + " can be clicked", () -> {
            List<WebElement> found = driver.findElements(By.cssSelector(css));
            if (found.isEmpty()) {
                return false;
            }
            found.get(0).click();
            return true;
        });
    }

    /** Replaces what stands in a field. */
    void type(String css, CharSequence... keys) {
        WebElement field = driver.findElement(By.cssSelector(css));
        field.clear();
        field.sendKeys(keys);
    }

    /** Gives a file to the (hidden) field that takes it. */
    void upload(String css, Path file) {
        driver.findElement(By.cssSelector(css)).sendKeys(file.toString());
    }

    /** Moves the pointer out of the way: a hovered list holds new rows back. */
    void movePointerAway() {
        new Actions(driver).moveToLocation(1, 1).perform();
    }

    void pointAt(String css) {
        new Actions(driver)
                .moveToElement(driver.findElement(By.cssSelector(css)))
                .perform();
    }

    void waitFor(String css) {
        waitUntil(css + " is there", () -> has(css));
    }

    void waitForText(String css, String text) {
        waitUntil(css + " shows " + text, () -> texts(css).stream().anyMatch(shown -> shown.contains(text)));
    }

    void waitForAddress(String part) {
        waitUntil("address has " + part, () -> address().contains(part));
    }

    void waitUntil(String what, BooleanSupplier condition) {
        new WebDriverWait(driver, PATIENCE, LOOK_EVERY)
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> what + "; at " + address() + " the page shows:\n" + text("body"))
                .until(ignored -> condition.getAsBoolean());
    }

    /** Waits until the text is the expected one, and shows where it differs if it never is. */
    void waitForSame(String what, String expected, Supplier<String> actual) {
        try {
            new WebDriverWait(driver, PATIENCE, LOOK_EVERY)
                    .ignoring(JavascriptException.class)
                    .until(ignored -> actual.get().equals(expected));
        } catch (TimeoutException e) {
            assertThat(actual.get()).as(what).isEqualTo(expected);
        }
    }

    boolean has(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    /** What is written in the first match, hidden parts included. */
    String text(String css) {
        List<String> all = texts(css);
        return all.isEmpty() ? "" : all.get(0);
    }

    List<String> texts(String css) {
        List<?> found =
                (List<?>) script("return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", css);
        return found.stream().map(String::valueOf).toList();
    }

    String attribute(String css, String name) {
        return requireNonNull(driver.findElement(By.cssSelector(css)).getAttribute(name), name);
    }

    /** Path and query. */
    String address() {
        String current = requireNonNull(driver.getCurrentUrl());
        return current.startsWith(url) ? current.substring(url.length()) : current;
    }

    double number(String script, Object... arguments) {
        return ((Number) script(script, arguments)).doubleValue();
    }

    Object script(String script, Object... arguments) {
        return requireNonNull(driver.executeScript(script, arguments), script);
    }

    /** Runs a script in each document from now on, before the page's own; stops when what is given is closed. */
    AutoCloseable beforeEachDocument(String script) {
        Map<String, Object> added =
                driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        return () -> driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", added);
    }

    /** Waits until what has happened had its effects, and was drawn. */
    void settle() {
        eventually("const done = arguments[0];"
                + " requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done([]), 50)))");
    }

    /** What a script hands to its last argument, sooner or later. */
    List<?> eventually(String script) {
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        return (List<?>) requireNonNull(driver.executeAsyncScript(script), script);
    }

    /** What happened before does not count: another page may have been on its way out. */
    void forgetTheLogs() {
        driver.manage().logs().get(LogType.BROWSER);
        driver.manage().logs().get(LogType.PERFORMANCE);
    }

    /** Everything the console complained about since the last look: script errors, failed requests, CSP violations. */
    List<String> complaints() {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** Asserts that nothing but the server under test was asked for anything. */
    void assertOnlyOwnServerAsked() {
        for (var entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = JSON.readTree(entry.getMessage()).path("message");
            if (message.path("method").asString("").equals("Network.requestWillBeSent")) {
                URI asked = URI.create(message.at("/params/request/url").asString(""));
                if (!List.of("data", "blob", "about", "chrome").contains(asked.getScheme())) {
                    assertThat(asked.getAuthority()).isEqualTo(URI.create(url).getAuthority());
                }
            }
        }
    }
}
