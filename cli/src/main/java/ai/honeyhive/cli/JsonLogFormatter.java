// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One JSON object a line. A parameter that is a map becomes fields. */
final class JsonLogFormatter extends Formatter {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String format(LogRecord record) {
        ObjectNode line = JSON.createObjectNode()
                .put("time", record.getInstant().toString())
                .put("level", record.getLevel().getName())
                .put("logger", record.getLoggerName());
        Map<?, ?> fields = fields(record);
        line.put("message", fields.isEmpty() ? formatMessage(record) : "request");
        fields.forEach((name, value) -> line.putPOJO(String.valueOf(name), value));
        if (record.getThrown() != null) {
            var stack = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(stack));
            line.put("exception", stack.toString());
        }
        return JSON.writeValueAsString(line) + "\n";
    }

    private static Map<?, ?> fields(LogRecord record) {
        Object[] parameters = record.getParameters();
        return parameters != null && parameters.length == 1 && parameters[0] instanceof Map<?, ?> map ? map : Map.of();
    }
}
