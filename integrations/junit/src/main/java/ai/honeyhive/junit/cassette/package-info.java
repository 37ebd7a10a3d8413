// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** Cassettes: model calls of tests, recorded once and replayed from then on. */
@NullMarked
package ai.honeyhive.junit.cassette;

import org.jspecify.annotations.NullMarked;
