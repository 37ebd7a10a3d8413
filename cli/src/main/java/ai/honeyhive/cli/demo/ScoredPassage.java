// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.cli.demo;

/** A passage that was found, with the score the index gave it (BM25: above 0, comparable within one query only). */
record ScoredPassage(Passage passage, float score) {}
