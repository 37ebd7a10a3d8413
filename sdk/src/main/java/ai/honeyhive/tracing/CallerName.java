// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.tracing;

/** Names a session after the code that asked for it. */
final class CallerName {
    private CallerName() {}

    /** Returns the simple name of the first class on the stack that does not build tracers itself. */
    static String find() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .filter(name -> !name.startsWith("ai.honeyhive.tracing.HoneyHiveTracer")
                                && !name.equals(
                                        "ai.honeyhive.HoneyHive") // by its name: that package builds on this one
                                && !name.equals(CallerName.class.getName()))
                        .findFirst()
                        .map(CallerName::outermost)
                        .orElse("unknown"));
    }

    private static String outermost(String className) {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        int nested = simple.indexOf('$');
        return nested > 0 ? simple.substring(0, nested) : simple;
    }
}
