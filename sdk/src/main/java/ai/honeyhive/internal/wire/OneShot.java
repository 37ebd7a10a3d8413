// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.internal.wire;

import java.io.InputStream;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** What can be read only once, or makes the reader wait: it belongs to the application, and is named but not read. */
final class OneShot {
    private static final List<Class<?>> TYPES = List.of(
            Iterator.class,
            Spliterator.class,
            Enumeration.class,
            BaseStream.class,
            InputStream.class,
            Readable.class,
            Future.class,
            CompletionStage.class,
            Flow.Publisher.class);

    private OneShot() {}

    static boolean is(Object value) {
        if (value instanceof Iterable<?> && value instanceof AutoCloseable) {
            return true; // such as the entries of a folder
        }
        for (Class<?> type : TYPES) {
            if (type.isInstance(value)) {
                return true;
            }
        }
        return false;
    }

    static String describe(Object value) {
        return "[not read: " + value.getClass().getName() + "]";
    }

    /** Leaves them alone where Jackson meets them inside an object. */
    static SimpleModule module() {
        SimpleModule module = new SimpleModule();
        TYPES.forEach(type -> module.addSerializer(type, new Describing()));
        return module;
    }

    private static final class Describing extends StdSerializer<Object> {
        private Describing() {
            super(Object.class);
        }

        @Override
        public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(describe(value));
        }
    }
}
