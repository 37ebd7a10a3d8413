// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.honeyhive.client.ColumnMapping;
import ai.honeyhive.client.ConfigurationFields;
import ai.honeyhive.client.DatapointFields;
import ai.honeyhive.client.DatasetFields;
import ai.honeyhive.client.EventFields;
import ai.honeyhive.client.HoneyHiveClient;
import ai.honeyhive.client.HoneyHiveHttpException;
import ai.honeyhive.client.MetricFields;
import ai.honeyhive.client.MetricType;
import ai.honeyhive.client.MetricVersion;
import ai.honeyhive.client.StoredConfiguration;
import ai.honeyhive.client.StoredDatapoint;
import ai.honeyhive.client.StoredDataset;
import ai.honeyhive.client.StoredMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SDK's own client against the server: whatever the one can send, the other understands. */
class ClientIT {
    private HoneyHiveServer server;
    private HoneyHiveClient client;

    @BeforeEach
    void start() {
        server = HoneyHiveServer.builder().inMemory().build().start();
        client = HoneyHiveClient.builder()
                .serverUrl(server.url().toString())
                .apiKey("any")
                .build();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void datasets_lifeCycle() {
        String id = client.datasets()
                .create(DatasetFields.builder()
                        .name("faq")
                        .description("questions")
                        .build());
        client.datasets().create(DatasetFields.builder().name("other").build());

        StoredDataset found = client.datasets().find(id).orElseThrow();
        assertThat(id).matches("[0-9a-f]{24}");
        assertThat(found.name()).contains("faq");
        assertThat(found.description()).contains("questions");
        assertThat(found.createdAt()).isPresent();
        assertThat(client.datasets().named("faq")).extracting(StoredDataset::id).containsExactly(id);
        assertThat(client.datasets().list()).hasSize(2);
        assertThat(client.datasets()
                        .update(id, DatasetFields.builder().name("renamed").build())
                        .description())
                .contains("questions");
        assertThat(client.datasets().find(id).orElseThrow().name()).contains("renamed");
        assertThat(client.datasets().delete(id)).isTrue();
        assertThat(client.datasets().delete(id)).isFalse();
        assertThat(client.datasets().find(id)).isEmpty();
        assertThatThrownBy(() -> client.datasets()
                        .create(DatasetFields.builder().name("x".repeat(201)).build()))
                .isInstanceOf(HoneyHiveHttpException.class)
                .hasMessageContaining("name must not be empty, nor longer than 200 characters");
    }

    @Test
    void datapoints_ofRows_areSplitByTheMapping() {
        String dataset =
                client.datasets().create(DatasetFields.builder().name("faq").build());

        List<String> ids = client.datasets()
                .addDatapoints(
                        dataset,
                        List.of(
                                Map.of(
                                        "q",
                                        "why",
                                        "a",
                                        "because",
                                        "before",
                                        List.of(Map.of("role", "user")),
                                        "page",
                                        3),
                                Map.of("q", "how")),
                        new ColumnMapping(List.of("q"), List.of("a"), List.of("before")));

        StoredDatapoint first = client.datapoints().find(ids.get(0)).orElseThrow();
        assertThat(first.inputs()).isEqualTo(Map.of("q", "why"));
        assertThat(first.expected()).isEqualTo(Map.of("a", "because"));
        assertThat(first.history()).isEqualTo(List.of(Map.of("role", "user")));
        assertThat(first.metadata()).isEqualTo(Map.of("page", 3));
        assertThat(first.linkedDatasets()).containsExactly(dataset);
        assertThat(client.datasets().find(dataset).orElseThrow().datapointIds()).isEqualTo(ids);
        assertThat(client.datapoints().ofDataset("faq"))
                .extracting(StoredDatapoint::id)
                .isEqualTo(ids);
        assertThat(client.datasets().removeDatapoint(dataset, ids.get(0))).isTrue();
        assertThat(client.datasets().removeDatapoint(dataset, ids.get(0))).isFalse();
        assertThat(client.datapoints().find(ids.get(0))).as("only taken out").isPresent();
    }

    @Test
    void datapoints_ofEvents_areLinkedInTheirOrder() {
        String dataset =
                client.datasets().create(DatasetFields.builder().name("made").build());
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            events.add(
                    0,
                    client.events()
                            .create(EventFields.builder("tool", Map.of("n", i)).build()));
        }

        List<String> created = client.datapoints().createOfEvents(events, dataset);

        assertThat(client.datasets().find(dataset).orElseThrow().datapointIds()).isEqualTo(created);
        assertThat(client.datapoints().list(created))
                .extracting(
                        point -> point.linkedEvent().orElse(""),
                        point -> point.inputs().get("n"))
                .containsExactly(tuple(events.get(0), 2), tuple(events.get(1), 1), tuple(events.get(2), 0));
        assertThat(client.datapoints().createOfEvents(List.of(), dataset)).isEmpty();
    }

    @Test
    void datapoints_lifeCycle() {
        String dataset =
                client.datasets().create(DatasetFields.builder().name("faq").build());
        String id = client.datapoints()
                .create(DatapointFields.builder()
                        .inputs(Map.of("q", "why"))
                        .expected(Map.of("a", "so"))
                        .linkedDatasets(List.of(dataset))
                        .build());

        assertThat(client.datasets().find(dataset).orElseThrow().datapointIds()).containsExactly(id);
        client.datapoints()
                .update(
                        id,
                        DatapointFields.builder().expected(Map.of("a", "new")).build());
        StoredDatapoint updated = client.datapoints().find(id).orElseThrow();
        assertThat(updated.expected()).isEqualTo(Map.of("a", "new"));
        assertThat(updated.inputs()).isEqualTo(Map.of("q", "why"));
        assertThat(updated.linkedDatasets()).containsExactly(dataset);
        assertThat(client.datapoints().delete(id)).isTrue();
        assertThat(client.datapoints().delete(id)).isFalse();
        assertThat(client.datapoints().find(id)).isEmpty();
        assertThat(client.datasets().find(dataset).orElseThrow().datapointIds()).isEmpty();
    }

    @Test
    void datapoints_moreThanOnePart_areAllListed() {
        String dataset =
                client.datasets().create(DatasetFields.builder().name("big").build());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 1_201; i++) {
            rows.add(Map.of("i", i));
        }
        List<String> ids = client.datasets().addDatapoints(dataset, rows, ColumnMapping.of(List.of("i"), List.of()));

        assertThat(client.datapoints().list()).extracting(StoredDatapoint::id).isEqualTo(ids);
        assertThat(client.datapoints().ofDataset("big")).hasSize(1_201);
        assertThat(client.datapoints().list(ids.subList(500, 750)))
                .extracting(StoredDatapoint::id)
                .isEqualTo(ids.subList(500, 750));
    }

    @Test
    void metrics_lifeCycle() {
        MetricFields fields = MetricFields.builder("f1", MetricType.PYTHON, "return 1")
                .threshold(Map.of("min", 0.5))
                .build();
        String id = client.metrics().create(fields);

        StoredMetric metric = client.metrics().find(id).orElseThrow();
        assertThat(metric.type()).contains("PYTHON");
        assertThat(metric.description()).contains("");
        assertThat(metric.returnType()).contains("float");
        assertThat(metric.enabledInProduction()).isFalse();
        assertThat(metric.samplingPercentage()).hasValue(10);
        assertThat(metric.get("filters")).isEqualTo(Map.of("filterArray", List.of()));
        client.metrics().update(id, MetricFields.builder().description("better").build());
        assertThat(client.metrics().list(MetricType.PYTHON))
                .singleElement()
                .satisfies(found -> assertThat(found.description()).contains("better"));
        assertThat(client.metrics().list(MetricType.LLM)).isEmpty();
        assertThat(client.metrics().run(fields, eventOf("x")).success())
                .as("nothing here runs Python")
                .isFalse();
        assertThat(client.metrics().delete(id)).isTrue();
        assertThat(client.metrics().find(id)).isEmpty();
    }

    @Test
    void metricVersions_deploy_makesItTheDefinition() {
        MetricFields first = MetricFields.builder("f1", MetricType.LLM, "first").build();
        MetricFields second =
                MetricFields.builder("f1", MetricType.LLM, "second").build();
        String id = client.metrics().create(first);

        MetricVersion one = client.metrics().createVersion(id, "start", first, true);
        MetricVersion two = client.metrics().createVersion(id, "better", second, false);

        assertThat(one.deployed()).isTrue();
        assertThat(two.deployed()).isFalse();
        assertThat(two.name()).isEqualTo("v 2");
        assertThat(client.metrics().deploy(id, "v 2").deployed()).isTrue();
        assertThat(client.metrics().find(id).orElseThrow().criteria()).contains("second");
        assertThat(client.metrics().versions(id))
                .extracting(MetricVersion::name, MetricVersion::deployed)
                .containsExactly(tuple("v 1", false), tuple("v 2", true));
    }

    @Test
    void configurations_lifeCycle() {
        String id = client.configurations()
                .create(ConfigurationFields.builder(
                                "prod", "openai", Map.of("call_type", "chat", "model", "gpt-4o", "template", List.of()))
                        .build());

        StoredConfiguration found = client.configurations().find(id).orElseThrow();
        assertThat(found.type()).contains("LLM");
        assertThat(found.parameters()).containsEntry("model", "gpt-4o");
        assertThat(client.configurations().named("prod")).hasSize(1);
        assertThat(client.configurations().named("dev")).isEmpty();
        assertThat(client.configurations().delete(id)).isTrue();
        assertThat(client.configurations().delete(id)).isFalse();
    }

    private static EventFields eventOf(String name) {
        return EventFields.builder("chain", Map.of("q", 1)).name(name).build();
    }
}
