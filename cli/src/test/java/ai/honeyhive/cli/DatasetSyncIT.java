// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.client.DatapointFields;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.ServerDatasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file and a dataset of a server kept the same, and rows dealt into splits. */
class DatasetSyncIT {
    private static final String ROWS = """
            {"id":"a","inputs":{"n":1}}
            {"inputs":{"q":"no id"},"ground_truth":"text"}
            {"id":"c","inputs":{"n":3}}
            """;

    @TempDir
    Path directory;

    private CliServer server;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        server = new CliServer(directory);
        file = Files.writeString(directory.resolve("faq.jsonl"), ROWS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int sync(String... more) {
        String[] arguments = new String[4 + more.length];
        List<String> first = List.of("dataset", "sync", file.toString(), "faq");
        first.toArray(arguments);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return server.hive(arguments);
    }

    private Dataset onServer() {
        return ServerDatasets.of(server.client()).pull("faq");
    }

    private void push(String rows) throws IOException {
        Path other = Files.writeString(directory.resolve("other.jsonl"), rows);
        assertThat(server.hive("dataset", "push", other.toString(), "faq")).isZero();
    }

    @Test
    void sync_firstTime_createsTheOneThatIsMissing() throws IOException {
        assertThat(sync("--dry-run")).isZero();
        assertThat(server.client().datasets().list()).isEmpty();
        assertThat(sync()).as(server.err()).isZero();
        assertThat(onServer().id()).isEqualTo(Dataset.read(file).id());

        Files.delete(file);
        Files.delete(directory.resolve("faq.jsonl.sync"));
        assertThat(sync("--json")).as(server.err()).isZero();

        assertThat(server.json().path("to_file").path("added").asInt()).isEqualTo(3);
        assertThat(Dataset.read(file).id()).isEqualTo(onServer().id());
        assertThat(server.json().path("to_server").path("added").asInt()).isZero();
    }

    @Test
    void sync_newsOnBothSides_reachesTheOther_andIsSaidBefore() throws IOException {
        sync();
        Files.writeString(file, ROWS.replace("\"n\":1", "\"n\":10").replaceAll("(?m)^.*no id.*\n", ""));
        push(ROWS.replace("\"n\":3", "\"n\":30"));
        String id = ServerDatasets.of(server.client()).find("faq").id();
        String added = server.client()
                .datapoints()
                .create(DatapointFields.builder()
                        .inputs(Map.of("q", "from the page"))
                        .linkedDatasets(List.of(id))
                        .build());
        byte[] before = Files.readAllBytes(file);

        assertThat(sync("--dry-run")).isZero();
        assertThat(server.out())
                .contains("changed in the file: EXT-a")
                .contains("removed in the file: EXT-")
                .contains("changed on the server: EXT-c")
                .contains("added on the server: EXT-" + added)
                .contains("would go to faq: 0 added, 1 changed, 1 removed, 2 unchanged")
                .contains("would go to " + file + ": 1 added, 1 changed, 0 removed, 1 unchanged");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(onServer().size()).isEqualTo(4);
        assertThat(sync()).as(server.err()).isZero();

        assertThat(Dataset.read(file).datapoints())
                .extracting(row -> row.inputs().toString())
                .containsExactly("{n=10}", "{n=30}", "{q=from the page}");
        assertThat(onServer().version()).isEqualTo(Dataset.read(file).version());
        before = Files.readAllBytes(file);
        assertThat(sync("--json")).isZero();
        assertThat(server.json().path("changes").size()).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void conflict_isNamedAndRefused_untilOneSideIsPreferred() throws IOException {
        sync();
        Files.writeString(file, ROWS.replace("\"n\":1", "\"n\":10").replace("\"n\":3", "\"n\":33"));
        push(ROWS.replace("\"n\":1", "\"n\":100"));

        assertThat(sync()).isEqualTo(1);
        assertThat(server.out()).contains("conflict: EXT-a, changed in the file and changed on the server: inputs");
        assertThat(server.err()).contains("1 conflicts, so nothing was changed").contains("--ours", "--theirs");
        assertThat(sync("--json")).isEqualTo(1);
        assertThat(server.json().at("/conflicts/0/server/inputs/n").asInt()).isEqualTo(100);
        assertThat(server.json().at("/conflicts/0/file/inputs/n").asInt()).isEqualTo(10);
        assertThat(onServer().datapoints().get(2).inputs()).isEqualTo(Map.of("n", 3));
        assertThat(sync("--ours", "--theirs")).isEqualTo(2);
        assertThat(sync("--theirs")).as(server.err()).isZero();

        assertThat(Dataset.read(file).datapoints())
                .extracting(row -> row.inputs().get("n"))
                .containsExactly(100, null, 33);
        assertThat(onServer().version()).isEqualTo(Dataset.read(file).version());
    }

    @Test
    void sync_oneSideGone_isNotTakenForRowsRemoved() throws IOException {
        sync();
        Files.delete(file);
        assertThat(sync()).isEqualTo(2);
        assertThat(server.err()).contains("is gone: delete ").contains("faq.jsonl.sync to begin anew");
        assertThat(onServer().size()).isEqualTo(3);

        Files.writeString(file, ROWS);
        server.hive("dataset", "delete", "faq");
        assertThat(sync()).isEqualTo(2);
        assertThat(server.err()).contains("the dataset \"faq\" that was synced is gone");
        push(ROWS);
        assertThat(sync()).isEqualTo(2);
        assertThat(server.err()).contains("was synced with the dataset");
        assertThat(Files.readString(file)).isEqualTo(ROWS);
    }

    @Test
    void sync_badArguments_sayWhatIsWrong() {
        assertThat(server.hive("dataset", "sync", directory.resolve("rows.csv").toString(), "faq"))
                .isEqualTo(2);
        assertThat(server.err()).contains("written to .jsonl or .json");
        assertThat(server.hive("dataset", "sync", directory.resolve("no.jsonl").toString(), "no"))
                .isEqualTo(2);
        assertThat(server.err()).contains("there is neither a file").contains("nor a dataset \"no\"");
    }

    @Test
    void split_ofAFileAndOfTheServer_dealsTheSameRowsTheSameWay_andTheServerKnowsThem() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            rows.append("{\"inputs\":{\"i\":").append(i).append("}}\n");
        }
        Files.writeString(file, rows);
        sync();
        List<String> datapoints = ServerDatasets.of(server.client()).find("faq").datapointIds();

        assertThat(server.hive("dataset", "split", "faq", "--parts", "train=3,test=1", "--json"))
                .as(server.err())
                .isZero();
        int test = server.json().path("splits").path("test").asInt();
        assertThat(server.plain("dataset", "split", file.toString(), "--parts", "test=1,train=3"))
                .isZero();

        assertThat(server.out()).contains("split test: " + test + " datapoints");
        assertThat(test).isBetween(1, 25);
        assertThat(Dataset.read(file).version()).isEqualTo(onServer().version());
        assertThat(ServerDatasets.of(server.client()).find("faq").datapointIds())
                .as("changed in their places")
                .isEqualTo(datapoints);
        assertThat(server.hive("dataset", "pull", "faq", file.toString(), "--split", "test"))
                .isZero();
        assertThat(Dataset.read(file).size()).isEqualTo(test);
        assertThat(server.hive("dataset", "split", "faq", "--parts", "train=3,test=1", "--seed", "7"))
                .isZero();
        assertThat(onServer().split("test").datapoints())
                .isNotEqualTo(Dataset.read(file).datapoints());
    }

    @Test
    void split_badParts_areNamed() {
        assertThat(server.hive("dataset", "split", "faq", "--parts", "train=0")).isEqualTo(2);
        assertThat(server.err()).contains("a split needs a name and a share above 0");
        assertThat(server.hive("dataset", "split", "faq", "--parts", "train=many"))
                .isEqualTo(2);
        assertThat(server.err()).contains("--parts");
        assertThat(server.hive("dataset", "split", "nothing.jsonl", "--parts", "a=1"))
                .isEqualTo(2);
        assertThat(server.err()).contains("nothing.jsonl");
        assertThat(server.hive("dataset", "split", "nothing", "--parts", "a=1")).isEqualTo(2);
        assertThat(server.err()).contains("there is no dataset \"nothing\"");
    }
}
