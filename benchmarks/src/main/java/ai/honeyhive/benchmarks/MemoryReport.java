// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks;

import ai.honeyhive.tracing.EventType;
import ai.honeyhive.tracing.HoneyHiveTracer;

/** Whether memory and threads come back: a million spans through one tracer, and ten thousand tracers. */
final class MemoryReport {
    private static final int SPANS = 1_000_000;
    private static final int TRACERS = 10_000;

    private MemoryReport() {}

    private record Footprint(long heapKilobytes, int threads) {
        /** Collects until the heap stays as it is, since what is weakly held goes in a second round only. */
        static Footprint measure() throws InterruptedException {
            long before = Long.MAX_VALUE;
            long used = used();
            while (used < before) {
                before = used;
                used = used();
            }
            return new Footprint(used >> 10, liveThreads());
        }

        /** Leaves out the server, whose pool grows and shrinks as it likes. */
        private static int liveThreads() {
            return (int) Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !thread.getName().startsWith("loopback-server"))
                    .count();
        }

        private static long used() throws InterruptedException {
            System.gc();
            Thread.sleep(200);
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }

        String row(String what) {
            return "| " + what + " | " + heapKilobytes + " | " + threads + " |";
        }
    }

    static void print() throws InterruptedException {
        try (LoopbackServer server = new LoopbackServer()) {
            spans(server, 1_000); // classes loaded, connections open
            tracers(server, 100);
            System.out.println("| | heap after GC, KB | threads |");
            System.out.println("|---|---:|---:|");
            System.out.println(Footprint.measure().row("at start"));
            long delivered = spans(server, SPANS);
            System.out.println(Footprint.measure().row(String.format("after %,d spans of one tracer", delivered)));
            tracers(server, TRACERS);
            System.out.println(
                    Footprint.measure().row(String.format("after %,d tracers, a span each, closed", TRACERS)));
        }
    }

    /** Returns how many spans the server accepted. */
    private static long spans(LoopbackServer server, int count) {
        try (HoneyHiveTracer tracer = Subjects.honeyHive(server)) {
            for (int i = 1; i <= count; i++) {
                tracer.run("step", EventType.TOOL, span -> TenAttributes.set(span.span()));
                if (i % 10_000 == 0) { // as fast as the server takes them, so that none is dropped
                    tracer.flush(Subjects.PATIENCE);
                }
            }
            tracer.flush(Subjects.PATIENCE);
            return tracer.health().spansDelivered();
        }
    }

    private static void tracers(LoopbackServer server, int count) {
        for (int i = 0; i < count; i++) {
            try (HoneyHiveTracer tracer = Subjects.honeyHive(server)) {
                tracer.run("step", EventType.TOOL, span -> TenAttributes.set(span.span()));
            }
        }
    }
}
