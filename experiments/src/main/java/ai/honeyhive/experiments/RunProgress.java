// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

/** Shows how far a run is. Thread-safe. */
interface RunProgress extends AutoCloseable {
    RunProgress NONE = new RunProgress() {
        @Override
        public void rowEnded(Row row) {}

        @Override
        public void close() {}
    };

    /** A row has ended. */
    void rowEnded(Row row);

    /** No further row will end. */
    @Override
    void close();
}
