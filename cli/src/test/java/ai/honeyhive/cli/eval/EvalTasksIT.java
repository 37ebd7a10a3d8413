// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.experiments.Experiment;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.Row;
import ai.honeyhive.experiments.RowStatus;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs and endpoints that do well, badly, or nothing at all. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class EvalTasksIT {
    private final CountDownLatch over = new CountDownLatch(1);

    @TempDir
    Path directory;

    private HttpServer endpoint;

    @BeforeEach
    void start() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        endpoint.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        endpoint.stop(0);
    }

    private ExperimentRun run(String yaml) throws IOException {
        Experiment<?> experiment = EvalFile.read(
                Files.writeString(directory.resolve("e.yaml"), yaml),
                () -> HoneyHiveClient.builder().build());
        return experiment.unrecorded().quiet().run();
    }

    private Row row(String task) throws IOException {
        return run("dataset: [{inputs: {q: 1, name: 'a b'}, ground_truth: secret}]\ntask: " + task + "\n")
                .rows()
                .get(0);
    }

    private String url() {
        return "http://127.0.0.1:" + endpoint.getAddress().getPort();
    }

    private void answer(String path, int status, byte[] body) {
        endpoint.createContext(path, exchange -> answer(exchange, status, body));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {command: 'echo reason >&2; exit 3'}                    | exit code 3: reason
            {command: 'seq 100000 >&2; echo last >&2; exit 1'}      | last
            {command: 'kill -9 $$'}                                 | exit code 137
            {command: [no-such-program]}                            | Cannot run program "no-such-program"
            {command: [echo, '{{other}}']}                          | there is no input "other"; there is [q, name]
            {command: 'printf "\\\\377\\\\376"'}                    | the answer is no text in UTF-8
            {command: 'cat /dev/zero'}                              | longer than 16 MiB
            {command: 'echo rubbish', output: answer}               | the answer has no "answer": rubbish
            {command: 'echo "[1]"', output: '1'}                    | the answer has no "1": [1]
            """)
    void program_thatFails_isARowThatSaysWhy(String task, String message) throws IOException {
        assertThat(row(task).errorText().orElseThrow()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {command: 'cat'}                                    | {inputs={q=1, name=a b}}
            {command: 'exec <&-; echo "{\\"a\\": ["'}           | {"a": [
            {command: [printf, '%s-%s', '{{name}}', '$(id)']}   | a b-$(id)
            {command: 'true'}                                   | ''
            """)
    void program_answers_withWhatItPrints(String task, String output) throws IOException {
        Row row = row(task);

        assertThat(row.errorText()).isEmpty();
        assertThat(row.output().orElseThrow().toString().replaceFirst("id=EXT-[^,]*, ", ""))
                .isEqualTo(output)
                .doesNotContain("secret");
    }

    @Test
    void program_thatHangs_isStoppedWithAllThatItStarted() throws Exception {
        Path pid = directory.resolve("pid");
        Row row = row("{command: 'sleep 100 & echo $! > pid; wait', timeout: 0.5}");

        assertThat(row.status()).isEqualTo(RowStatus.TIMED_OUT);
        assertThat(row.errorText().orElseThrow()).contains("took longer than 500 ms");
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .ifPresent(child -> child.onExit().join());
    }

    @Test
    void evaluatorPrograms_scoreOrSayWhyNot() throws Exception {
        Row row = run("""
                        dataset: [{inputs: {q: 1}, ground_truth: x}]
                        task: {command: 'echo x'}
                        evaluators:
                          - {type: command, name: row, command: 'grep -q "ground_truth.:.x.*output.:.x" && echo true'}
                          - {type: command, name: more, command: [echo, '{"score": 0.5, "explanation": "so", "words": 2}']}
                          - {type: command, name: silent, command: 'echo null'}
                          - {type: command, name: rubbish, command: 'echo good'}
                          - {type: command, name: hangs, command: 'sleep 100', timeout: 0.3}
                          - {type: command, name: broken, command: 'exit 4'}
                          - {type: command, name: empty, command: 'echo "{}"'}
                        """).rows().get(0);

        assertThat(row.scores()).isEqualTo(Map.of("row", true, "more", 0.5, "more_words", 2));
        assertThat(row.explanations()).containsEntry("more", "so");
        assertThat(row.evaluatorErrors()).hasSize(4);
        assertThat(row.evaluatorErrors().get("rubbish"))
                .contains("printed no JSON")
                .contains("good");
        assertThat(row.evaluatorErrors().get("hangs")).contains("took longer than 300 ms");
        assertThat(row.evaluatorErrors().get("broken")).contains("exit code 4");
        assertThat(row.evaluatorErrors().get("empty")).contains("printed no \"score\"");
    }

    @Test
    void http_sendsWhatTheBodySays_andTakesAPart() throws IOException {
        endpoint.createContext("/x/a b", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, 200, ("{\"choices\": [{\"text\": " + body + "}]}").getBytes(StandardCharsets.UTF_8));
        });

        Row row = row("{http: {url: '" + url() + "/x/{{name}}', body: {n: '{{q}}', text: '<{{name}}\">'}},"
                + " output: choices.0.text}");

        assertThat(row.errorText()).isEmpty();
        assertThat(row.output()).contains(Map.of("n", 1, "text", "<a b\">"));
    }

    @Test
    void http_failures_areRowsThatSayWhy() throws IOException {
        answer("/500", 500, "{\"error\": \"overloaded\"}".getBytes(StandardCharsets.UTF_8));
        answer("/302", 302, new byte[0]);
        answer("/latin", 200, new byte[] {'Z', 'o', (byte) 0xeb});

        assertThat(row("{http: {url: '" + url() + "/500'}}").errorText().orElseThrow())
                .contains("HTTP status 500: {\"error\": \"overloaded\"}");
        assertThat(row("{http: {url: '" + url() + "/302'}}").errorText().orElseThrow())
                .contains("HTTP status 302");
        assertThat(row("{http: {url: '" + url() + "/latin'}}").errorText().orElseThrow())
                .contains("the answer is no text in UTF-8");
        endpoint.stop(0);
        assertThat(row("{http: {url: '" + url() + "/'}}").errorText().orElseThrow())
                .contains("no answer from " + url());
    }

    @Test
    void http_silence_isATimeout_beforeAndAfterTheHeaders() throws IOException {
        endpoint.createContext("/never", exchange -> await());
        endpoint.createContext("/half", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await();
        });

        for (String path : new String[] {"/never", "/half"}) {
            Row row = row("{http: {url: '" + url() + path + "'}, timeout: 0.4}");
            assertThat(row.status()).as(path).isEqualTo(RowStatus.TIMED_OUT);
        }
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void http_secretsOfTheEnvironment_areSentButNotShown() throws IOException {
        endpoint.createContext("/", exchange -> {
            String sent = exchange.getRequestHeaders().getFirst("X-Path");
            boolean right = sent.equals("<" + System.getenv("PATH") + ">");
            answer(exchange, right ? 401 : 200, ("you sent " + sent).getBytes(StandardCharsets.UTF_8));
        });

        Row row = row("{http: {url: '" + url() + "', headers: {X-Path: '<${PATH}>'}}}");

        assertThat(row.errorText().orElseThrow())
                .contains("HTTP status 401: you sent <${PATH}>")
                .doesNotContain(System.getenv("PATH"));
    }
}
