// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** Rows of a dataset as files hold them and as a server stores them, and the ids of their content. */
@NullMarked
package ai.honeyhive.datasets;

import org.jspecify.annotations.NullMarked;
