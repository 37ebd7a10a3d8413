// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import static ai.honeyhive.experiments.Experiments.evaluate;
import static org.assertj.core.api.Assertions.assertThat;

import ai.honeyhive.client.DatapointFields;
import ai.honeyhive.client.StoredDataset;
import ai.honeyhive.experiments.Dataset;
import ai.honeyhive.experiments.ExperimentRun;
import ai.honeyhive.experiments.ServerDatasets;
import ai.honeyhive.tracing.HoneyHiveTracer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets between files and a server, by the commands. */
class DatasetCommandIT {
    private static final String ROWS = """
            {"inputs":{"query":"test1"},"ground_truth":{"answer":"a1"}}
            {"id":"b","inputs":{"n":1.0,"e":1e20,"big":123456789012345678901234567890},"ground_truth":"text","tag":[1,null]}
            {"inputs":{},"ground_truth":null,"metadata":{}}
            {"inputs":{"q":"ü🚀\\u2028"},"ground_truth":[1,2.50],"metadata":{"split":"test"},"history":[{"role":"user","content":"hi"}]}
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

    @Test
    void push_thenPull_isTheSameDatasetByteForByteInItsIds() {
        assertThat(server.hive("dataset", "push", file.toString()))
                .as(server.err())
                .isZero();
        assertThat(server.out()).startsWith("created faq (").contains("4 added, 0 changed, 0 removed, 0 unchanged");

        Path back = directory.resolve("back.json");
        assertThat(server.hive("dataset", "pull", "faq", back.toString()))
                .as(server.err())
                .isZero();

        assertThat(Dataset.read(back).id()).isEqualTo(Dataset.read(file).id());
        assertThat(Dataset.read(back).datapoints()).isEqualTo(Dataset.read(file).datapoints());
    }

    @Test
    void push_again_changesWhatIsNewAndNothingElse() throws IOException {
        server.hive("dataset", "push", file.toString(), "--json");
        String id = server.json().path("dataset_id").asString();
        assertThat(server.hive("dataset", "push", file.toString(), "faq", "--json"))
                .isZero();
        assertThat(server.json().path("unchanged").asInt()).isEqualTo(4);
        assertThat(server.json().path("created").asBoolean()).isFalse();
        List<String> before = stored(id).datapointIds();

        Files.writeString(file, """
                {"inputs":{"first":"new"}}
                {"id":"b","inputs":{"n":2}}
                {"inputs":{"query":"test1"},"ground_truth":{"answer":"a1"}}
                """);
        assertThat(server.hive("dataset", "push", file.toString(), id, "--dry-run", "--json"))
                .isZero();
        assertThat(stored(id).datapointIds()).isEqualTo(before);
        assertThat(server.hive("dataset", "push", file.toString(), id)).isZero();

        assertThat(server.out()).contains("1 added, 1 changed, 2 removed, 1 unchanged, in another order");
        List<String> after = stored(id).datapointIds();
        assertThat(after).hasSize(3);
        assertThat(after.subList(1, 3)).containsExactly(before.get(1), before.get(0));
        assertThat(server.client().datapoints().find(before.get(2)))
                .as("left, not deleted")
                .isPresent();
    }

    private StoredDataset stored(String id) {
        return server.client().datasets().find(id).orElseThrow();
    }

    @Test
    void pull_datapointsOfOthers_haveTheServersIds_andCanBePushedBack() throws IOException {
        server.hive("dataset", "push", file.toString());
        String id = ServerDatasets.of(server.client()).find("faq").id();
        String foreign = server.client()
                .datapoints()
                .create(DatapointFields.builder()
                        .inputs(Map.of("q", "from the page"))
                        .linkedDatasets(List.of(id))
                        .build());

        assertThat(server.hive("dataset", "pull", "faq", file.toString())).isZero();
        assertThat(server.out()).contains("1 added, 0 changed, 0 removed, 4 unchanged");
        Files.writeString(file, Files.readString(file).replace("from the page", "edited"));
        assertThat(server.hive("dataset", "push", file.toString())).isZero();

        assertThat(server.out()).contains("0 added, 1 changed, 0 removed, 4 unchanged");
        assertThat(server.client().datapoints().find(foreign).orElseThrow().inputs())
                .containsEntry("q", "edited");
    }

    @Test
    void version_isReadBackAfterTheDatasetHasChanged() throws IOException {
        assertThat(server.hive("dataset", "push", file.toString(), "--version-name", "v1"))
                .isZero();
        String version = Dataset.read(file).version();
        Files.writeString(file, "{\"id\":\"b\",\"inputs\":{\"n\":2}}\n");
        assertThat(server.hive("dataset", "push", file.toString())).isZero();
        assertThat(server.hive("dataset", "push", file.toString(), "--version-name", "v1"))
                .isEqualTo(2);
        assertThat(server.err()).contains("version \"v1\"").contains("choose another name");

        Path old = directory.resolve("old.jsonl");
        assertThat(server.hive("dataset", "pull", "faq", old.toString(), "--version-name", "v1"))
                .as(server.err())
                .isZero();

        assertThat(Dataset.read(old).version()).isEqualTo(version);
        assertThat(server.hive("dataset", "pull", "faq", old.toString(), "--version-name", "v2"))
                .isEqualTo(2);
        assertThat(server.err()).contains("has no version \"v2\"; there is [v1]");
    }

    @Test
    void list_show_delete_tellInBothForms() {
        server.hive("dataset", "push", file.toString());

        assertThat(server.hive("dataset", "list")).isZero();
        assertThat(server.out()).contains("faq").contains("4");
        assertThat(server.hive("dataset", "show", "faq", "--json")).isZero();
        assertThat(server.json().path("version").asString())
                .isEqualTo(Dataset.read(file).version());
        assertThat(server.json().path("splits").path("test").asInt()).isEqualTo(1);
        assertThat(server.json().path("rows").size()).isEqualTo(4);
        assertThat(server.hive("dataset", "show", "faq", "--rows", "1")).isZero();
        assertThat(server.out()).contains("EXT-c6dfa2c4e6969832").contains("split test: 1 datapoints");
        assertThat(server.err()).contains("see --rows");
        assertThat(server.hive("dataset", "delete", "faq")).isZero();
        assertThat(server.hive("dataset", "show", "faq")).isEqualTo(2);
        assertThat(server.err()).contains("there is no dataset \"faq\"");
        assertThat(server.out()).isEmpty();
    }

    @Test
    void push_brokenFile_namesTheLineAndLeavesTheServerAlone() throws IOException {
        Files.writeString(file, "{\"inputs\":{}}\n{\"inputs\":7}\n");

        assertThat(server.hive("dataset", "push", file.toString(), "--json")).isEqualTo(2);

        assertThat(server.err()).contains("faq.jsonl, line 2: \"inputs\" must be a JSON object, but is the value 7");
        assertThat(server.out()).isEmpty();
        assertThat(server.client().datasets().list()).isEmpty();
    }

    @Test
    void push_noServer_saysWhereItLookedAndWhatToDo() {
        assertThat(server.plain("dataset", "push", file.toString(), "--url", "http://127.0.0.1:9"))
                .isEqualTo(2);
        assertThat(server.err())
                .contains("no server answers at http://127.0.0.1:9")
                .contains("hive serve")
                .contains("--url");
    }

    @Test
    void load_managedDataset_isRunUnderTheServersIds() {
        server.hive("dataset", "push", file.toString());
        Dataset dataset = ServerDatasets.of(server.client()).load("faq");
        ExperimentRun run;
        try (HoneyHiveTracer tracer =
                HoneyHiveTracer.builder().serverUrl(server.url()).project("p").build()) {
            run = evaluate("managed", dataset, datapoint -> datapoint.inputs().size())
                    .evaluator("size", output -> output)
                    .tracer(tracer)
                    .quiet()
                    .run();
        }

        assertThat(run.problems()).isEmpty();
        assertThat(dataset.datapoints()).noneMatch(datapoint -> datapoint.id().startsWith("EXT-"));
        var stored = server.client()
                .runs()
                .list(ai.honeyhive.client.RunQuery.builder()
                        .datasetId(dataset.id())
                        .build())
                .runs();
        assertThat(stored).singleElement().satisfies(known -> {
            assertThat(known.id()).isEqualTo(run.id());
            assertThat(known.metadata()).doesNotContainKey("offline_dataset_id");
        });
        assertThat(server.hive("runs", "managed", "--json")).as(server.err()).isZero();
        assertThat(server.json().path("rows").findValuesAsString("datapoint_id"))
                .containsExactlyInAnyOrderElementsOf(stored(dataset.id()).datapointIds());
    }
}
