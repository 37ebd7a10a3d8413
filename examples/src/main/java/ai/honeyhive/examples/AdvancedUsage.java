// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.examples;

import ai.honeyhive.privacy.Maskers;
import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;
import ai.honeyhive.tracing.SessionScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two tracers in one process, a session for each request, threads, asynchronous results, services, privacy, sampling. */
public final class AdvancedUsage {
    private AdvancedUsage() {}

    /** Takes key and server from HH_API_KEY and HH_API_URL. */
    public static void main(String[] args) throws Exception {
        try (HoneyHiveTracer shop = HoneyHiveTracer.builder()
                        .project("shop")
                        .masker(Maskers.emails())
                        .masker(Maskers.keys("password"))
                        .build();
                HoneyHiveTracer stock =
                        HoneyHiveTracer.builder().project("stock").build()) {
            sessionPerRequest(shop);
            threads(shop);
            asynchronousResult(shop);
            twoTracers(shop, stock);
            acrossServices(shop, stock);
            privacy(shop);
            System.out.println("All of it was accepted: "
                    + (shop.flush(Duration.ofSeconds(10)) && stock.flush(Duration.ofSeconds(10))));
        }
        sampling();
    }

    /** Each request is a session of its own, under an id that the application knows: that of the conversation, here. */
    private static void sessionPerRequest(HoneyHiveTracer shop) {
        for (String customer : List.of("Ada", "Grace")) {
            try (SessionScope session = shop.session("chat")
                    .id("conversation-of-" + customer)
                    .userProperties(Map.of("name", customer))
                    .open()) {
                shop.run("greet", EventType.CHAIN, span -> span.output("text", "Hello " + customer));
                shop.enrichSession(e -> e.metadata("turns", 1));
                System.out.println("Session of " + customer + ": " + session.sessionId());
            }
        }
    }

    /** OpenTelemetry's wrapper takes span and session along to the threads of a pool. */
    private static void threads(HoneyHiveTracer shop) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        ExecutorService tracedPool = Context.taskWrapping(pool);
        try {
            shop.run("search-everywhere", EventType.CHAIN, span -> {
                List<Future<Integer>> found = new ArrayList<>();
                for (String shelf : List.of("books", "records", "tools")) {
                    found.add(
                            tracedPool.submit(() -> shop.call("search-" + shelf, EventType.TOOL, s -> shelf.length())));
                }
                int hits = 0;
                for (Future<Integer> one : found) {
                    hits += one.get();
                }
                span.metric("hits", hits);
            });
        } finally {
            pool.shutdown();
        }
    }

    /** The span ends when the result is there, not when the method returns. */
    private static void asynchronousResult(HoneyHiveTracer shop) {
        CompletableFuture<String> answer = shop.callAsync("complete-later", EventType.MODEL, span -> {
            span.input("question", "Is it in stock?");
            return CompletableFuture.supplyAsync(() -> "Three of them.");
        });
        System.out.println(answer.join());
    }

    /** Each tracer keeps its own project, session and tree, also inside the other. */
    private static void twoTracers(HoneyHiveTracer shop, HoneyHiveTracer stock) {
        shop.run("order", EventType.CHAIN, order -> {
            stock.run("reserve", EventType.TOOL, reserve -> stock.enrichSpan(e -> e.metadata("shelf", 7)));
            shop.enrichSpan(e -> e.metadata("reserved", true));
        });
    }

    /** The map stands for the headers of a request from one service to the other. */
    private static void acrossServices(HoneyHiveTracer shop, HoneyHiveTracer stock) {
        Map<String, String> headers = new LinkedHashMap<>();
        try (SessionScope session = shop.session("checkout").open()) {
            shop.run("ask-stock", EventType.CHAIN, span -> shop.inject(headers));
        }
        try (Scope request = stock.link(headers)) {
            stock.run("count", EventType.TOOL, span -> span.output("pieces", 3));
        }
    }

    /** What the maskers find never leaves the process; of some calls, no content does. */
    private static void privacy(HoneyHiveTracer shop) {
        shop.run(
                "sign-in",
                EventType.TOOL,
                span -> span.input("mail", "ada@example.com").input("login", Map.of("password", "opensesame")));
        try (Scope scope = shop.withoutContent()) {
            shop.run(
                    "diagnosis",
                    EventType.MODEL,
                    span -> span.input("symptoms", "private").metric("tokens", 12));
        }
    }

    /** One session in ten is recorded, wholly; of the others only what fails. */
    private static void sampling() {
        try (HoneyHiveTracer tracer = HoneyHiveTracer.builder()
                .project("shop-at-scale")
                .sampleRatio(0.1)
                .build()) {
            for (int i = 0; i < 100; i++) {
                try (SessionScope session =
                        tracer.session("request").id("request-" + i).open()) {
                    tracer.run("handle", EventType.CHAIN, span -> {});
                }
            }
        }
    }
}
