// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.docs;

import io.opentelemetry.context.Context;
import java.lang.reflect.InvocationTargetException;

/** Runs compiled snippets one after the other, each in a fresh thread; fails when one fails or leaves a context behind. */
final class SnippetRunner {
    private static boolean failed;

    private SnippetRunner() {}

    /** Takes pairs of place and class name. */
    public static void main(String[] arguments) throws InterruptedException {
        for (int i = 0; i < arguments.length; i += 2) {
            String place = arguments[i];
            String className = arguments[i + 1];
            Thread thread = new Thread(() -> run(className), "snippet");
            thread.setUncaughtExceptionHandler((where, failure) -> {
                failed = true;
                System.out.println(place + ": " + failure);
                failure.printStackTrace(System.out);
            });
            thread.start();
            thread.join();
        }
        System.exit(failed ? 1 : 0);
    }

    private static void run(String className) {
        try {
            Class<?> type = Class.forName(className);
            if (SnippetContext.class.isAssignableFrom(type)) {
                var constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                try (SnippetContext snippet = (SnippetContext) constructor.newInstance()) {
                    snippet.run();
                }
            } else {
                type.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
            }
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        if (Context.current() != Context.root()) {
            throw new IllegalStateException("left a context behind: " + Context.current());
        }
    }
}
