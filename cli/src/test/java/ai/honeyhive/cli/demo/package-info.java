// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
@NullMarked
package ai.honeyhive.cli.demo;

import org.jspecify.annotations.NullMarked;
