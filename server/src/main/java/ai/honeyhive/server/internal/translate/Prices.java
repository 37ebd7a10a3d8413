// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.translate;

import ai.honeyhive.server.internal.model.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What model calls cost, by the name of the model. A model that is not known has no cost, which is not none. */
public final class Prices {
    private static final double MILLION = 1e6;

    private final String version;
    private final Map<String, Price> byModel;
    private final Set<String> unbilled;

    /**
     * Makes a table.
     *
     * @param byModel prices by name of the model, in lower case
     * @param unbilled providers that run models on the user's own machines
     */
    Prices(String version, Map<String, Price> byModel, Set<String> unbilled) {
        this.version = version;
        this.byModel = Map.copyOf(byModel);
        this.unbilled = Set.copyOf(unbilled);
    }

    /** The table that comes with the server. */
    public static Prices builtIn() {
        return PriceFile.builtIn();
    }

    /** Which table this is. */
    public String version() {
        return version;
    }

    /** The table as people read it, by name of the model: US dollars a million tokens. */
    public ObjectNode json() {
        ObjectNode json = Json.object().put("version", version).put("currency", "USD");
        ArrayNode providers = json.putArray("unbilled_providers");
        unbilled.stream().sorted().forEach(providers::add);
        ArrayNode models = json.putArray("models");
        byModel.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            Price price = entry.getValue();
            ObjectNode model = models.addObject().put("model", entry.getKey());
            rates(model, price.rates());
            Price.Rates beyond = price.beyond();
            if (beyond != null) {
                rates(model.putObject("above").put("input_tokens", price.above()), beyond);
            }
            model.put("as_of", price.asOf()).put("source", price.source());
        });
        return json;
    }

    private static void rates(ObjectNode json, Price.Rates rates) {
        json.put("input", rates.input())
                .put("output", rates.output())
                .put("cache_read", rates.cacheRead())
                .put("cache_write", rates.cacheWrite());
    }

    /** This table with another laid over it: its prices win. */
    public Prices overlaidBy(Prices over) {
        var merged = new HashMap<>(byModel);
        merged.putAll(over.byModel);
        var providers = new HashSet<>(unbilled);
        providers.addAll(over.unbilled);
        return new Prices(version + ", " + over.version, merged, providers);
    }

    /** What one call used; null is "not known". The parts of the input are counted in it. */
    record Tokens(
            @Nullable Double input,
            @Nullable Double output,
            @Nullable Double cacheRead,
            @Nullable Double cacheWrite) {}

    /** The cost of a call in US dollars; null if the model has no price here. */
    public @Nullable Double cost(String model, long inputTokens, long outputTokens) {
        return cost(model, null, new Tokens((double) inputTokens, (double) outputTokens, null, null));
    }

    /** The cost of a call in US dollars; null if the model has no price here or the tokens are not known. */
    @Nullable Double cost(String model, @Nullable String provider, Tokens tokens) {
        if (provider != null && unbilled.contains(provider.toLowerCase(Locale.ROOT))) {
            return null;
        }
        Price price = find(model);
        return price == null ? null : cost(price, tokens);
    }

    private @Nullable Price find(String model) {
        for (String name : ModelNames.candidates(model)) {
            Price price = byModel.get(name);
            if (price != null) {
                return price;
            }
        }
        return null;
    }

    private static @Nullable Double cost(Price price, Tokens tokens) {
        if (tokens.input == null) {
            return null;
        }
        double input = tokens.input;
        Price.Rates rates = price.ratesFor(input);
        if (tokens.output == null && rates.output() > 0) {
            return null;
        }
        double read = tokens.cacheRead == null ? 0 : tokens.cacheRead;
        double write = tokens.cacheWrite == null ? 0 : tokens.cacheWrite;
        // Some instrumentations count what was cached apart from the input instead of in it.
        double fresh = read + write <= input ? input - read - write : input;
        double cost = fresh * rates.input()
                + read * rates.cacheRead()
                + write * rates.cacheWrite()
                + (tokens.output == null ? 0 : tokens.output * rates.output());
        return Double.isFinite(cost) && cost >= 0 ? cost / MILLION : null;
    }
}
