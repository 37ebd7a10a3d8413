// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Attributes of OTLP/JSON: a list of key and value, the value tagged with its type. */
final class JsonAttributes {
    private JsonAttributes() {}

    static List<KeyValue> read(JsonField json) {
        List<KeyValue> attributes = new ArrayList<>();
        for (JsonField item : json.items()) {
            attributes.add(KeyValue.newBuilder()
                    .setKey(item.object().field("key").text())
                    .setValue(value(item.field("value").object()))
                    .build());
        }
        return attributes;
    }

    private static AnyValue value(JsonField json) {
        var value = AnyValue.newBuilder();
        JsonField string = json.field("stringValue", "string_value");
        JsonField bool = json.field("boolValue", "bool_value");
        JsonField integer = json.field("intValue", "int_value");
        JsonField number = json.field("doubleValue", "double_value");
        JsonField array = json.field("arrayValue", "array_value");
        JsonField list = json.field("kvlistValue", "kvlist_value");
        JsonField bytes = json.field("bytesValue", "bytes_value");
        if (!string.isAbsent()) {
            value.setStringValue(string.text());
        } else if (!bool.isAbsent()) {
            value.setBoolValue(bool(bool));
        } else if (!integer.isAbsent()) {
            integer(value, integer);
        } else if (!number.isAbsent()) {
            value.setDoubleValue(number(number));
        } else if (!array.isAbsent()) {
            var items = ArrayValue.newBuilder();
            array.object().field("values").items().forEach(item -> items.addValues(value(item.object())));
            value.setArrayValue(items);
        } else if (!list.isAbsent()) {
            value.setKvlistValue(
                    KeyValueList.newBuilder().addAllValues(read(list.object().field("values"))));
        } else if (!bytes.isAbsent()) {
            value.setBytesValue(bytes(bytes));
        }
        return value.build();
    }

    private static boolean bool(JsonField json) {
        if (!json.node().isBoolean()) {
            throw json.fault("expected a boolean, found " + json.kind());
        }
        return json.node().asBoolean();
    }

    /** Python's integers know no bound; what does not fit into 64 bits stays exact as text. */
    private static void integer(AnyValue.Builder value, JsonField json) {
        JsonNode node = json.node();
        try {
            BigInteger number = new BigInteger(
                    node.isNumber() || node.isString() ? node.asString().strip() : "");
            if (number.bitLength() < Long.SIZE) {
                value.setIntValue(number.longValue());
            } else {
                value.setStringValue(number.toString());
            }
        } catch (NumberFormatException e) {
            throw json.fault("expected an integer, found " + json.kind());
        }
    }

    private static double number(JsonField json) {
        JsonNode node = json.node();
        try {
            return node.isNumber() ? node.asDouble() : Double.parseDouble(json.text());
        } catch (NumberFormatException e) {
            throw json.fault("expected a number, found " + json.kind());
        }
    }

    private static ByteString bytes(JsonField json) {
        try {
            return ByteString.copyFrom(Base64.getDecoder().decode(json.text()));
        } catch (IllegalArgumentException e) {
            throw json.fault("expected base64");
        }
    }
}
