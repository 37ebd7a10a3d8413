// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

/**
 * What makes one dataset of another. Rows that say their id are recognised by it, all others by their content.
 *
 * @param added rows that are new
 * @param changed rows whose content is new
 * @param removed rows that are gone
 * @param unchanged rows that stay as they are
 * @param reordered whether rows that stay are in another order
 */
public record DatasetChanges(int added, int changed, int removed, int unchanged, boolean reordered) {
    /** Returns whether both are the same. */
    public boolean isEmpty() {
        return added + changed + removed == 0 && !reordered;
    }

    @Override
    public String toString() {
        return added + " added, " + changed + " changed, " + removed + " removed, " + unchanged + " unchanged"
                + (reordered ? ", in another order" : "");
    }
}
