// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.benchmarks.load;

import java.io.IOException;
import java.util.Random;
import java.util.UUID;

/** A run of ten thousand datapoints with five metrics each. */
final class RunLoad {
    static final String ID = "10ad0000-0000-4000-8000-000000000001";
    private static final int DATAPOINTS = 10_000;
    private static final int BATCH = 500;

    private RunLoad() {}

    static void write(Api api) throws IOException, InterruptedException {
        api.post("/v1/runs", "{\"run_id\":\"" + ID + "\",\"name\":\"load\",\"status\":\"completed\"}");
        Random random = new Random(5);
        for (int first = 0; first < DATAPOINTS; first += BATCH) {
            StringBuilder events = new StringBuilder("{\"events\":[");
            for (int i = first; i < first + BATCH; i++) {
                events.append(i == first ? "" : ",").append(event(random, i));
            }
            api.post("/v1/events/batch", events.append("]}").toString());
        }
    }

    private static String event(Random random, int number) {
        return ("{'event_id':'" + new UUID(0x10ad, number) + "','session_id':'" + new UUID(0x10ae, number)
                        + "','event_type':'chain','event_name':'task','inputs':{'question':'"
                        + Spans.sentence(random, 20) + "'},'outputs':{'answer':'" + Spans.sentence(random, 20)
                        + "'},'metadata':{'run_id':'" + ID + "','dataset_id':'load','datapoint_id':'" + number
                        + "'},'metrics':{'exact':" + random.nextBoolean() + ",'recall':" + random.nextDouble()
                        + ",'precision':" + random.nextDouble() + ",'length':" + random.nextInt(500) + ",'cost':"
                        + random.nextDouble() + "}}")
                .replace('\'', '"');
    }
}
