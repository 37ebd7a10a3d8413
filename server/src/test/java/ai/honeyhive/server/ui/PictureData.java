// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.ui;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** What pictures of the page show beside the data of the demo: an application in use, and two runs to compare. */
final class PictureData {
    private static final List<String> QUESTIONS = List.of(
            "Is there a student discount for the yearly plan?",
            "The zip broke after two washes. I have the receipt, what now?",
            "How do I change the e-mail address on my account?",
            "My order 88213 arrived damaged, can I get a replacement?",
            "Does the warranty cover water damage?",
            "Können Sie mir die Rechnung noch einmal auf Deutsch schicken?",
            "Two people want to use the same licence key. Is that allowed?",
            "Where is the label you promised on Tuesday?");
    private static final List<String> ERRORS =
            List.of("""
            OutputSchemaException: passage “ret-019” is not among the 8 retrieved
            at bot.answer.OutputSchema.check(OutputSchema.java:58)
            at bot.answer.AnswerComposer.compose(AnswerComposer.java:112)""", "TimeoutException: no answer in 30 s", "429: too many requests, given up after 3 tries");
    private static final List<String> CAPITALS = List.of(
            "Peru,Lima",
            "France,Paris",
            "Norway,Oslo",
            "Kenya,Nairobi",
            "Chile,Santiago",
            "Ghana,Accra",
            "Nepal,Kathmandu",
            "Cuba,Havana",
            "Laos,Vientiane",
            "Iran,Tehran",
            "Oman,Muscat",
            "Togo,Lomé",
            "Fiji,Suva",
            "Malta,Valletta",
            "Qatar,Doha",
            "Spain,Madrid",
            "Italy,Rome",
            "Japan,Tokyo",
            "Egypt,Cairo",
            "Iraq,Baghdad",
            "Latvia,Riga",
            "Poland,Warsaw",
            "Serbia,Belgrade",
            "Sweden,Stockholm",
            "Tunisia,Tunis",
            "Uganda,Kampala",
            "Zambia,Lusaka",
            "Greece,Athens",
            "Haiti,Port-au-Prince",
            "Jordan,Amman",
            "Angola,Luanda",
            "Belize,Belmopan");

    private final ServerData server;
    private final Random random = new Random(7);

    PictureData(ServerData server) {
        this.server = server;
    }

    /** Sessions of the last hour, three of them failed; gives the id of the first that did. */
    String supportSessions() throws Exception {
        String failed = "";
        double start = server.now() - 3_500_000;
        for (int i = 0; i < 60; i++) {
            start += 20_000 + random.nextInt(70_000);
            int failure = i % 19 == 11 ? i / 19 : -1;
            String session = supportSession(
                    QUESTIONS.get(i % QUESTIONS.size()), start, failure < 0 ? null : ERRORS.get(failure), i);
            failed = failure == 0 ? session : failed;
        }
        return failed;
    }

    private String supportSession(String question, double start, String error, int number) throws Exception {
        String id = UUID.randomUUID().toString();
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("session_id", id);
        session.put("session_name", number % 3 == 0 ? "returns-assistant" : "support-chat");
        session.put("source", "prod");
        session.put("inputs", Map.of("question", question));
        session.put("user_properties", Map.of("user_id", "u_" + (10_000 + random.nextInt(80_000)), "plan", "pro"));
        if (number % 4 == 1) {
            session.put("feedback", Map.of("rating", error == null ? 3 + random.nextInt(3) : 2));
        }
        session.put("start_time", start);
        double at = start + 4;
        String[] turns = {"plan", "look up", "answer"};
        for (int turn = 0; turn < turns.length; turn++) {
            String chain = UUID.randomUUID().toString();
            double began = at;
            for (int call = 0; call < 1 + random.nextInt(3); call++) {
                double length = 30 + random.nextInt(400);
                server.event(
                        id,
                        chain,
                        "tool",
                        call % 2 == 0 ? "search_faq" : "get_order",
                        at,
                        length,
                        Map.of(
                                "inputs",
                                Map.of("query", question),
                                "outputs",
                                Map.of("found", List.of("faq-22", "faq-07", "ret-004"))));
                at += length;
            }
            boolean last = turn == turns.length - 1;
            double length = 400 + random.nextInt(last ? 2_400 : 900);
            server.event(
                    id,
                    chain,
                    "model",
                    last ? "compose_answer" : "chat",
                    at,
                    length,
                    model(question, last ? error : null, (int) length));
            at += length + 2;
            server.event(
                    id,
                    id,
                    "chain",
                    turns[turn],
                    began,
                    at - began,
                    Map.of("event_id", chain, "inputs", Map.of("question", question)));
        }
        session.put("end_time", at);
        session.put("duration", at - start);
        if (error == null) {
            session.put(
                    "outputs",
                    Map.of("answer", "Yes. Damage reported within 14 days is exchanged free of charge [ret-004]."));
        } else {
            session.put("error", error.lines().findFirst().orElseThrow());
        }
        server.post("/v1/sessions", session);
        return id;
    }

    private Map<String, Object> model(String question, String error, int length) {
        Map<String, Object> model = new LinkedHashMap<>();
        List<Map<String, String>> messages = List.of(
                Map.of(
                        "role",
                        "system",
                        "content",
                        "You are the assistant of a shop. Answer only from the passages, and name them."),
                Map.of("role", "user", "content", question));
        model.put("inputs", Map.of("chat_history", messages));
        model.put(
                "outputs",
                Map.of(
                        "role",
                        "assistant",
                        "content",
                        "Yes. Damage reported within 14 days of delivery is exchanged free of charge [ret-004]. Your label follows by e-mail."));
        model.put("config", Map.of("model", "gpt-4.1-mini", "temperature", 0.2));
        model.put(
                "metadata",
                Map.of(
                        "prompt_tokens",
                        900 + length,
                        "completion_tokens",
                        40 + length / 20,
                        "total_tokens",
                        940 + length + length / 20,
                        "cost",
                        (900 + length) * 4e-7 + length * 8e-8));
        model.put("metrics", Map.of("faithfulness", (75 + random.nextInt(25)) / 100.0));
        if (error != null) {
            model.put("error", error);
        }
        return model;
    }

    /** A run of capitals: the candidate is briefer and slower, and wrong in three rows; gives its id. */
    String capitals(String name, boolean candidate) throws Exception {
        String run = UUID.randomUUID().toString();
        Map<String, ?> experiment = Map.of(
                "offline_dataset_id",
                "EXT-capitals",
                "experiment",
                "capitals",
                "prompt",
                candidate ? "brief" : "polite",
                "git",
                Map.of("commit_hash_short", candidate ? "d07be51" : "a41f9c2"));
        server.post("/v1/runs", Map.of("run_id", run, "name", name, "status", "running", "metadata", experiment));
        double clock = server.now() - (candidate ? 400_000 : 900_000);
        for (int i = 0; i < CAPITALS.size(); i++) {
            String[] pair = CAPITALS.get(i).split(",", 2);
            String expected = pair[1];
            boolean wrong = candidate && i % 11 == 4;
            String named = wrong ? CAPITALS.get((i + 1) % CAPITALS.size()).split(",", 2)[1] : expected;
            String answer = candidate
                    ? named + " is the capital of " + pair[0] + "."
                    : "I believe that the capital of " + pair[0] + " is " + named + ".";
            double score = wrong ? 0.1 : (candidate ? 0.8 : 0.56) + random.nextInt(16) / 100.0;
            double length = 380 + random.nextInt(90) + (candidate ? 120 : 0);
            clock += 700;
            Map<String, ?> inputs = Map.of("question", "What is the capital of " + pair[0] + "?");
            Map<String, ?> metadata = Map.of("run_id", run, "datapoint_id", "EXT-" + i);
            String session = server.session(name, inputs, clock, length);
            server.put(
                    "/v1/events/" + session,
                    Map.of(
                            "metadata",
                            metadata,
                            "outputs",
                            Map.of("answer", answer),
                            "feedback",
                            Map.of("ground_truth", Map.of("answer", expected))));
            Map<String, ?> metrics = Map.of(
                    "token_f1",
                    score,
                    "contains_answer",
                    !wrong,
                    "token_f1_explanation",
                    wrong ? "It names another city." : "It names " + expected + ".");
            server.event(
                    session,
                    session,
                    "chain",
                    "answer",
                    clock + 1,
                    length - 5,
                    Map.of(
                            "inputs",
                            inputs,
                            "metadata",
                            metadata,
                            "outputs",
                            Map.of("answer", answer),
                            "metrics",
                            metrics));
        }
        server.put("/v1/runs/" + run, Map.of("status", "completed"));
        return run;
    }
}
