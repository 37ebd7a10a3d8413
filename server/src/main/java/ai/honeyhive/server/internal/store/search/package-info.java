// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** What events are found by: words and values, the same for every store. */
@org.jspecify.annotations.NullMarked
package ai.honeyhive.server.internal.store.search;
