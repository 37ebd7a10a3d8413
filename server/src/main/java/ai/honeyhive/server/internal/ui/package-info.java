// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Internal, may change at any time: the static files of the page. */
@NullMarked
package ai.honeyhive.server.internal.ui;

import org.jspecify.annotations.NullMarked;
