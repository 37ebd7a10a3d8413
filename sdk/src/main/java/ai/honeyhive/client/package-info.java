// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * The REST client and the exceptions of the SDK.
 *
 * <p>{@link ai.honeyhive.client.HoneyHiveClient} leads to the calls, grouped by what they are about. Types named
 * {@code ...Fields} say what a request sets; {@code Stored...} and {@link ai.honeyhive.client.Event} are what the server
 * holds, with every field it sent.
 */
@NullMarked
package ai.honeyhive.client;

import org.jspecify.annotations.NullMarked;
