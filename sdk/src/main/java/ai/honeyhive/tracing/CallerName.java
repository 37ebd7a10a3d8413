// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

import java.util.List;

/** Names a session after the code that asked for it. */
final class CallerName {
    /** What an application calls to get a tracer or session; one by its name, for that package builds on this one. */
    private static final List<String> OURS = List.of(
            "ai.honeyhive.HoneyHive",
            HoneyHiveTracer.class.getName(),
            HoneyHiveTracerBuilder.class.getName(),
            SessionBuilder.class.getName(),
            CallerName.class.getName());

    private CallerName() {}

    /** Returns the simple name of the first class on the stack that does not build tracers itself. */
    static String find() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .filter(CallerName::isTheApplications)
                        .findFirst()
                        .map(CallerName::outermost)
                        .orElse("unknown"));
    }

    /** Neither ours nor the JDK's, which stands between when it calls a method reference. */
    private static boolean isTheApplications(String name) {
        return OURS.stream().noneMatch(ours -> name.equals(ours) || name.startsWith(ours + '$'))
                && !name.startsWith("java.")
                && !name.startsWith("jdk.")
                && !name.startsWith("sun.");
    }

    private static String outermost(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        int nested = simple.indexOf('$');
        return nested > 0 ? simple.substring(0, nested) : simple;
    }
}
