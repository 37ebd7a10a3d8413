// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** What must not leave the process, and how it is recognised. */
@NullMarked
package ai.honeyhive.privacy;

import org.jspecify.annotations.NullMarked;
