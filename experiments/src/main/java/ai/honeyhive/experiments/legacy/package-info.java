// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
/** The evaluators of the Python SDK's deprecated evaluation module. */
@NullMarked
package ai.honeyhive.experiments.legacy;

import org.jspecify.annotations.NullMarked;
