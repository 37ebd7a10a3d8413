// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** Internal, may change at any time: models behind OpenAI's HTTP API that judge events and embed texts. */
@NullMarked
package ai.honeyhive.server.internal.metrics.models;

import org.jspecify.annotations.NullMarked;
