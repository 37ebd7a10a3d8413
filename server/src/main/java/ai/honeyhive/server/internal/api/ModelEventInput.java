// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import ai.honeyhive.server.internal.model.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The flat form of {@code POST /events/model} to an event's fields. */
final class ModelEventInput {
    private static final List<String> TO_INPUTS = List.of(
            "messages",
            "provider",
            "usage",
            "cost",
            "hyperparameters",
            "template",
            "template_inputs",
            "tools",
            "tool_choice",
            "response_format",
            "error",
            "duration");

    private ModelEventInput() {}

    /** What is only kept is looked at, too: charts and pages rely on it. */
    private static void check(Fields model) {
        model.checkTexts("model", "model_name", "provider");
        model.objects("messages");
        model.objects("tools");
        model.number("cost");
        for (String name : List.of("usage", "hyperparameters", "template_inputs", "response_format")) {
            model.object(name);
        }
    }

    static Fields asEvent(Fields model) {
        check(model);
        ObjectNode event = model.json().deepCopy();
        String name = model.text("event_name");
        String modelName = model.has("model_name") ? model.text("model_name") : model.text("model");
        if (name == null && modelName == null) {
            throw model.fault("model_name", "or event_name is missing");
        }
        event.put("event_name", name == null ? modelName : name);
        ObjectNode inputs = model.object("inputs").deepCopy();
        for (String key : TO_INPUTS) {
            JsonNode value = model.value(key);
            if (value != null) {
                inputs.set(key, value);
            }
        }
        event.set("inputs", inputs);
        ObjectNode config = model.object("config").deepCopy();
        if (modelName != null && !config.has("model")) {
            config.put("model", modelName);
        }
        event.set("config", config);
        JsonNode response = model.value("response");
        if (response != null) {
            JsonNode outputs = model.value("outputs");
            ObjectNode all = outputs == null
                    ? Json.object()
                    : EventInput.outputs(outputs).deepCopy();
            event.set("outputs", all.set("response", response));
        }
        return new Fields(model.path(), event);
    }
}
