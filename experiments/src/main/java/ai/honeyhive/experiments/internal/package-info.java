// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** Internal, may change at any time: what several packages of experiments need. */
@NullMarked
package ai.honeyhive.experiments.internal;

import org.jspecify.annotations.NullMarked;
