// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A file of prices:
 *
 * <pre>{@literal
 * {"version": "mine", "unbilled_providers": ["our-cluster"], "models": [
 *    {"model": "our-model", "aliases": ["our-model-2"], "input": 0.5, "output": 1.5, "cache_read": 0.05,
 *     "above": {"input_tokens": 200000, "input": 1.0, "output": 3.0}, "as_of": "2026-11-01", "source": "contract 7"}]}
 * }</pre>
 *
 * in US dollars a million tokens. Only {@code model} and {@code input} are needed; cached tokens without a price of
 * their own cost what fresh ones do.
 */
public final class PriceFile {
    private static final String BUILT_IN = "/ai/honeyhive/server/prices.json";

    private PriceFile() {}

    static Prices builtIn() {
        try (InputStream in = PriceFile.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + BUILT_IN);
            }
            return parse(Json.mapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it cannot be read or is no price file; the message names place and remedy
     */
    public static Prices read(Path file) {
        try {
            return parse(Json.mapper().readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new IllegalArgumentException("the price file " + file + " cannot be read: " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the price file " + file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the price file " + file + ": " + e.getMessage(), e);
        }
    }

    private static Prices parse(JsonNode json) {
        if (!json.path("models").isArray()) {
            throw new IllegalArgumentException("needs a list 'models'");
        }
        Map<String, Price> byModel = new HashMap<>();
        for (JsonNode entry : json.path("models")) {
            String model = entry.path("model").asString("").strip();
            if (model.isEmpty()) {
                throw new IllegalArgumentException("every entry of 'models' needs a 'model'");
            }
            Price price = price(model, entry);
            byModel.put(model.toLowerCase(Locale.ROOT), price);
            entry.path("aliases")
                    .forEach(alias -> byModel.put(alias.asString("").toLowerCase(Locale.ROOT), price));
        }
        Set<String> unbilled = new HashSet<>();
        json.path("unbilled_providers")
                .forEach(name -> unbilled.add(name.asString("").toLowerCase(Locale.ROOT)));
        return new Prices(json.path("version").asString("unnamed"), byModel, unbilled);
    }

    private static Price price(String model, JsonNode entry) {
        Price.Rates rates = rates(model, entry);
        JsonNode above = entry.path("above");
        return new Price(
                rates,
                above.isObject() ? number(model, above, "input_tokens", null) : 0,
                above.isObject() ? rates(model, above) : null,
                entry.path("as_of").asString(""),
                entry.path("source").asString(""));
    }

    private static Price.Rates rates(String model, JsonNode entry) {
        double input = number(model, entry, "input", null);
        return new Price.Rates(
                input,
                number(model, entry, "output", 0.0),
                number(model, entry, "cache_read", input),
                number(model, entry, "cache_write", input));
    }

    private static double number(String model, JsonNode entry, String name, @Nullable Double otherwise) {
        JsonNode value = entry.path(name);
        if (value.isNumber() && value.doubleValue() >= 0 && Double.isFinite(value.doubleValue())) {
            return value.doubleValue();
        }
        if (otherwise == null || !(value.isMissingNode() || value.isNull())) {
            throw new IllegalArgumentException("model '" + model + "' needs a number of at least 0 for '" + name + "'");
        }
        return otherwise;
    }
}
