// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import org.jspecify.annotations.Nullable;

/**
 * An event as it comes out of a store, to be handed on and not to be looked at.
 *
 * @param body the JSON text that its buckets and the ids of its children are stored as, metrics excepted, so that it need
 *     not be taken apart; the event then has only its metrics. Null if the event has everything itself.
 */
public record StoredEvent(Event event, @Nullable String body) {}
