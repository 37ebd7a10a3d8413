// SPDX-FileCopyrightText: HoneyHive for Java contributors
// SPDX-License-Identifier: Apache-2.0
package ai.honeyhive.server.internal.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the values of a metric become one number. */
enum Aggregate {
    AVERAGE {
        @Override
        double of(double[] ascending) {
            return Arrays.stream(ascending).average().orElseThrow();
        }
    },
    MIN {
        @Override
        double of(double[] ascending) {
            return ascending[0];
        }
    },
    MAX {
        @Override
        double of(double[] ascending) {
            return ascending[ascending.length - 1];
        }
    },
    MEDIAN {
        @Override
        double of(double[] ascending) {
            return quantile(ascending, 0.5);
        }
    },
    P75 {
        @Override
        double of(double[] ascending) {
            return quantile(ascending, 0.75);
        }
    },
    P90 {
        @Override
        double of(double[] ascending) {
            return quantile(ascending, 0.9);
        }
    },
    P95 {
        @Override
        double of(double[] ascending) {
            return quantile(ascending, 0.95);
        }
    },
    P99 {
        @Override
        double of(double[] ascending) {
            return quantile(ascending, 0.99);
        }
    },
    SUM {
        @Override
        double of(double[] ascending) {
            return Arrays.stream(ascending).sum();
        }
    },
    COUNT {
        @Override
        double of(double[] ascending) {
            return ascending.length;
        }
    };

    /**
     * Aggregates values.
     *
     * @param ascending at least one, sorted
     */
    abstract double of(double[] ascending);

    double of(List<Double> values) {
        return of(values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Aggregate find(String wireName) {
        return switch (wireName.strip().toLowerCase(Locale.ROOT)) {
            case "average", "avg", "mean" -> AVERAGE;
            case "min" -> MIN;
            case "max" -> MAX;
            case "median", "p50" -> MEDIAN;
            case "p75" -> P75;
            case "p90" -> P90;
            case "p95" -> P95;
            case "p99" -> P99;
            case "sum" -> SUM;
            case "count" -> COUNT;
            default ->
                throw ApiException.badRequest("the aggregate must be one of average, min, max, median, p75, p90,"
                        + " p95, p99, sum, count, not '" + wireName + "'");
        };
    }

    /** Linear interpolation between the nearest ranks (Hyndman and Fan 1996, definition 7). */
    private static double quantile(double[] ascending, double p) {
        double place = (ascending.length - 1) * p;
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }
}
