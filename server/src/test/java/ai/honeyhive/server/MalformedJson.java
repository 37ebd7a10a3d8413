// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Bodies of every route that takes one, spoiled: cut off, too deep, not UTF-8, or one field of a type that is not its own. */
final class MalformedJson {
    private final Random random;
    private final SchemaBodies bodies;
    private final List<Target> targets = new ArrayList<>();

    /** A route that takes a body, each field of which is spoiled in turn. */
    private record Target(String method, String path, JsonNode whole, List<String> places) {}

    /**
     * Reads the routes from the description.
     *
     * @param ids makes of a path with parameters one to something that exists
     */
    MalformedJson(Random random, JsonNode description, UnaryOperator<String> ids) {
        this.random = random;
        this.bodies = new SchemaBodies(description);
        for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String schema = Description.schema(operation.getValue().path("requestBody"));
                if (!schema.isEmpty() && !schema.startsWith("Otlp")) {
                    targets.add(new Target(
                            operation.getKey().toUpperCase(Locale.ROOT),
                            ids.apply(path.getKey()),
                            bodies.whole(schema),
                            bodies.places(schema)));
                }
            }
        }
    }

    /** How many fields of how many routes there are. */
    String size() {
        return targets.size() + " routes, "
                + targets.stream().mapToInt(target -> target.places.size()).sum() + " fields";
    }

    /** The n-th field of all, of another type; those that its schema allows all the same are passed over. */
    MalformedRequest wrongType(int n) {
        int left = Math.floorMod(
                n, targets.stream().mapToInt(target -> target.places.size()).sum());
        for (Target target : targets) {
            if (left < target.places.size()) {
                MalformedRequest request = wrongType(target, target.places.get(left));
                return request == null ? wrongType(n + 1) : request;
            }
            left -= target.places.size();
        }
        throw new IllegalStateException("no field " + n);
    }

    private MalformedRequest wrongType(Target target, String place) {
        JsonNode right = target.whole.at(place);
        for (int attempt = 0; attempt < 5; attempt++) {
            JsonNode wrong = SchemaBodies.wrong(right, random);
            JsonNode spoiled = SchemaBodies.with(target.whole, place, wrong);
            if (!Description.get()
                    .requestFaults(target.method, target.path, spoiled)
                    .isEmpty()) {
                String body = SchemaBodies.text(spoiled, random);
                return of("wrong type", target, place + " = " + wrong, body.getBytes(UTF_8));
            }
        }
        return null;
    }

    MalformedRequest text() {
        Target target = targets.get(random.nextInt(targets.size()));
        String body = target.whole.toString();
        byte[] bytes = body.getBytes(UTF_8);
        return switch (random.nextInt(7)) {
            case 0 -> of("truncated JSON", target, "", Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            case 1 -> {
                int depth = 201 + random.nextInt(20_000);
                yield of("deep JSON", target, depth + " levels", ("{\"inputs\":" + "[".repeat(depth)).getBytes(UTF_8));
            }
            case 2 ->
                of(
                        "huge number",
                        target,
                        "",
                        ("{\"a\":" + "9".repeat(1_001 + random.nextInt(3_000)) + "}").getBytes(UTF_8));
            case 3 -> {
                byte[] spoiled = (body.substring(0, body.length() - 1) + ",\"x\":\"?\"}").getBytes(UTF_8);
                spoiled[spoiled.length - 3] = (byte)
                        List.of(0xff, 0xc0, 0x80, 0xf8).get(random.nextInt(4)).intValue();
                yield of("bad UTF-8", target, "", spoiled);
            }
            case 4 ->
                of(
                        "no object",
                        target,
                        "",
                        List.of("[]", "7", "\"x\"", "null", "true")
                                .get(random.nextInt(5))
                                .getBytes(UTF_8));
            case 5 -> of("more than one", target, "", (body + "{}").getBytes(UTF_8));
            default -> of("no JSON", target, "", ("{'a':" + random.nextInt() + ";}").getBytes(UTF_8));
        };
    }

    private static MalformedRequest of(String kind, Target target, String detail, byte[] body) {
        return MalformedRequest.of(kind, detail, target.method, target.path, body, "Content-Type", "application/json");
    }
}
