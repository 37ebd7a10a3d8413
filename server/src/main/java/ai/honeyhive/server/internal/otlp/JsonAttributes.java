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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Attributes of OTLP/JSON: a list of key and value, the value tagged with its type. A value that is not what its tag
 * says, or has no tag, is kept as what it is.
 */
final class JsonAttributes {
    /** Longer numbers would take long to read, and nobody means them. */
    private static final int MAX_DIGITS = 1_000;

    private JsonAttributes() {}

    static List<KeyValue> read(JsonField json) {
        List<KeyValue> attributes = new ArrayList<>();
        for (JsonField item : json.objects()) {
            attributes.add(KeyValue.newBuilder()
                    .setKey(item.field("key").anyText())
                    .setValue(value(item.field("value")))
                    .build());
        }
        return attributes;
    }

    static AnyValue value(JsonField json) {
        if (json.isAbsent()) {
            return AnyValue.getDefaultInstance();
        }
        JsonField string = json.field("stringValue", "string_value");
        if (!string.isAbsent()) {
            return text(string);
        }
        JsonField bool = json.field("boolValue", "bool_value");
        if (!bool.isAbsent()) {
            return bool.node().isBoolean() ? plain(bool.node()) : text(bool);
        }
        JsonField integer = json.field("intValue", "int_value");
        if (!integer.isAbsent()) {
            return orText(integer(integer.node()), integer);
        }
        JsonField number = json.field("doubleValue", "double_value");
        if (!number.isAbsent()) {
            return orText(number(number.node()), number);
        }
        JsonField array = json.field("arrayValue", "array_value");
        if (!array.isAbsent()) {
            var items = ArrayValue.newBuilder();
            array.field("values").itemsIfAny().forEach(item -> items.addValues(value(item)));
            return AnyValue.newBuilder().setArrayValue(items).build();
        }
        JsonField list = json.field("kvlistValue", "kvlist_value");
        if (!list.isAbsent()) {
            return AnyValue.newBuilder()
                    .setKvlistValue(KeyValueList.newBuilder().addAllValues(read(list.field("values"))))
                    .build();
        }
        JsonField bytes = json.field("bytesValue", "bytes_value");
        if (!bytes.isAbsent()) {
            return orText(bytes(bytes.node()), bytes);
        }
        // An empty value is how exporters write one that they do not know.
        return json.node().isObject() && json.node().isEmpty() ? AnyValue.getDefaultInstance() : plain(json.node());
    }

    /** Python's integers know no bound; what does not fit into 64 bits stays exact as text. */
    private static @Nullable AnyValue integer(JsonNode node) {
        if (node.isNumber() && !node.isIntegralNumber()) {
            return plain(node);
        }
        String digits = node.isNumber() || node.isString() ? node.asString().strip() : "";
        if (digits.length() > MAX_DIGITS) {
            return null;
        }
        try {
            BigInteger number = new BigInteger(digits);
            return number.bitLength() < Long.SIZE
                    ? AnyValue.newBuilder().setIntValue(number.longValue()).build()
                    : AnyValue.newBuilder().setStringValue(number.toString()).build();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable AnyValue number(JsonNode node) {
        try {
            double number = node.isNumber() ? node.doubleValue() : Double.parseDouble(node.asString(""));
            return AnyValue.newBuilder().setDoubleValue(number).build();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable AnyValue bytes(JsonNode node) {
        try {
            ByteString bytes = ByteString.copyFrom(Base64.getDecoder().decode(node.isString() ? node.asString() : "?"));
            return AnyValue.newBuilder().setBytesValue(bytes).build();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static AnyValue orText(@Nullable AnyValue value, JsonField json) {
        return value == null ? text(json) : value;
    }

    private static AnyValue text(JsonField json) {
        return AnyValue.newBuilder().setStringValue(json.anyText()).build();
    }

    /** JSON that is tagged with no type. */
    private static AnyValue plain(JsonNode node) {
        var value = AnyValue.newBuilder();
        if (node.isBoolean()) {
            value.setBoolValue(node.booleanValue());
        } else if (node.isIntegralNumber() && node.canConvertToLong()) {
            value.setIntValue(node.longValue());
        } else if (node.isFloatingPointNumber()) {
            value.setDoubleValue(node.doubleValue());
        } else {
            value.setStringValue(node.isValueNode() ? node.asString("") : node.toString());
        }
        return value.build();
    }
}
