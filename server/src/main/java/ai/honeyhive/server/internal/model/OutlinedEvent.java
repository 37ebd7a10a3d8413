// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.model;

import org.jspecify.annotations.Nullable;

/** An event of a session without what went in and out: its digest and its place in the tree. */
public record OutlinedEvent(EventDigest digest, @Nullable String parentId) {}
