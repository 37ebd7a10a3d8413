// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.experiments;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named shares of a dataset, such as 80 parts {@code train} and 20 parts {@code test}. Which one a datapoint is in depends
 * on its id alone, so that it stays there when others come or go. The name is the datapoint's metadata {@code split}.
 * Immutable.
 */
public final class Splits {
    /** The metadata that names the split. */
    static final String KEY = "split";

    private final Map<String, Double> shares;
    private final long seed;

    private Splits(Map<String, Double> shares, long seed) {
        this.shares = shares;
        this.seed = seed;
    }

    /**
     * Makes splits.
     *
     * @param shares parts by name, in any unit; their order does not matter
     * @throws IllegalArgumentException if there is none, or a name is blank, or a share is not finite and above 0
     */
    public static Splits of(Map<String, ? extends Number> shares) {
        Map<String, Double> copy = new TreeMap<>(); // or Map.of would deal anew in each JVM
        shares.forEach((name, share) -> {
            double size = share.doubleValue();
            if (name.isBlank() || !(size > 0) || !Double.isFinite(size)) {
                throw new IllegalArgumentException(
                        "a split needs a name and a share above 0, but there is \"" + name + "\" with " + share);
            }
            copy.put(name, size);
        });
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one split");
        }
        return new Splits(copy, 0);
    }

    /** Returns splits of the same shares that deal the datapoints anew. The seed of those that were given none is 0. */
    public Splits withSeed(long newSeed) {
        return new Splits(shares, newSeed);
    }

    /**
     * Returns the dataset with each datapoint put into a split, also those that were in another. Each keeps its id, which is
     * written into its row from then on, since a hash of the content would change.
     */
    public Dataset assign(Dataset dataset) {
        List<Datapoint> assigned = dataset.datapoints().stream()
                .map(datapoint -> datapoint.withMetadata(KEY, of(datapoint.id())))
                .toList();
        return dataset.id().equals(dataset.version()) ? Dataset.of(assigned) : Dataset.stored(dataset.id(), assigned);
    }

    /** Returns the split that a datapoint of this id is in. */
    public String of(String datapointId) {
        double total = shares.values().stream().mapToDouble(share -> share).sum();
        double place = hash(seed == 0 ? datapointId : seed + ":" + datapointId) * total;
        String last = "";
        for (Map.Entry<String, Double> share : shares.entrySet()) {
            last = share.getKey();
            place -= share.getValue();
            if (place < 0) {
                return last;
            }
        }
        return last;
    }

    /** From 0 to 1, evenly. */
    private static double hash(String id) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(("split:" + id).getBytes(StandardCharsets.UTF_8));
            long bits = 0;
            for (int i = 0; i < 7; i++) {
                bits = (bits << 8) | (digest[i] & 0xFF);
            }
            return (bits >>> 3) * 0x1.0p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
