// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** What travels in the OpenTelemetry context. Internal, may change at any time. */
@NullMarked
package ai.honeyhive.internal.context;

import org.jspecify.annotations.NullMarked;
