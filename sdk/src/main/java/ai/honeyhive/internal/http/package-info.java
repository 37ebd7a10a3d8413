// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Requests to the HoneyHive API. Internal, may change at any time. */
@NullMarked
package ai.honeyhive.internal.http;

import org.jspecify.annotations.NullMarked;
