// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** The page, walked through in a real browser, and rules that its files keep. */
@NullMarked
package ai.honeyhive.server.ui;

import org.jspecify.annotations.NullMarked;
