// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** Experiments as JUnit tests, and assertions on runs. Works with JUnit 5 and 6. */
@NullMarked
package ai.honeyhive.junit;

import org.jspecify.annotations.NullMarked;
