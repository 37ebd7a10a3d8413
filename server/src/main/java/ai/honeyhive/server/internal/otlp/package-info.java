// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Internal, may change at any time: OTLP/HTTP bodies, protobuf and JSON, to protobuf messages. */
@NullMarked
package ai.honeyhive.server.internal.otlp;

import org.jspecify.annotations.NullMarked;
