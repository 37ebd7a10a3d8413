// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.client;

import java.util.List;
import java.util.Optional;

/**
 * Calls around configurations. Thread-safe. Every call throws a {@link HoneyHiveException} if the server refuses or is
 * away.
 */
public final class ConfigurationsApi {
    private static final String ALL = "/v1/configurations";

    private final ApiCalls calls;

    ConfigurationsApi(ApiCalls calls) {
        this.calls = calls;
    }

    /** Returns all configurations. */
    public List<StoredConfiguration> list() {
        return list(Paths.of(ALL));
    }

    /** Returns the configurations of this name; names need not be unique. */
    public List<StoredConfiguration> named(String name) {
        return list(Paths.of(ALL).with("name", name));
    }

    /** Returns a configuration; empty if there is none of this id. The API has no such call, so all are fetched. */
    public Optional<StoredConfiguration> find(String configurationId) {
        return list().stream()
                .filter(configuration -> configuration.id().equals(configurationId))
                .findFirst();
    }

    /** Creates a configuration and returns its id. */
    public String create(ConfigurationFields configuration) {
        Answer answer = calls.post(ALL, configuration);
        return answer.id(answer.object(), "insertedId", "id");
    }

    /** Changes a configuration. */
    public void update(String configurationId, ConfigurationFields fields) {
        calls.put(path(configurationId), fields);
    }

    /** Deletes a configuration; returns false if there was none of this id. */
    public boolean delete(String configurationId) {
        return calls.delete(path(configurationId));
    }

    private List<StoredConfiguration> list(Paths path) {
        return calls.get(path.toString()).list("configurations", StoredConfiguration::new);
    }

    private static String path(String configurationId) {
        return ALL + '/' + Paths.segment(configurationId);
    }
}
