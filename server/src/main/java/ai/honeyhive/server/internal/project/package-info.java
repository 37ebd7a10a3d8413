// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0

/** Internal, may change at any time: projects and the keys that open them. */
@NullMarked
package ai.honeyhive.server.internal.project;

import org.jspecify.annotations.NullMarked;
