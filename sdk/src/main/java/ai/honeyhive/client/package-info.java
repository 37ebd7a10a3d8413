// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** The REST client and the exceptions of the SDK. */
@NullMarked
package ai.honeyhive.client;

import org.jspecify.annotations.NullMarked;
