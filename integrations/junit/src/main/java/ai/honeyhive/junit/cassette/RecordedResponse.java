// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.junit.cassette;

import java.util.Map;

/** An answer of the model: status, the headers that matter to a client, body. */
record RecordedResponse(int status, Map<String, String> headers, Body body) {}
