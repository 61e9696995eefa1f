package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

/** Checks the settings of operators where they are made, so that the error points at the user's line. */
final class OperatorSettings {
    private static final int HIGHEST_MAX_PARALLELISM = 1 << 15;

    private OperatorSettings() {}

    static void checkParallelism(int parallelism, String operator) {
        if (parallelism < 1) {
            throw new IllegalArgumentException(
                    "The parallelism of operator '" + operator + "' must be at least 1, was " + parallelism);
        }
    }

    static void checkMaxParallelism(int maxParallelism, String operator) {
        if (maxParallelism < 1 || maxParallelism > HIGHEST_MAX_PARALLELISM) {
            throw new IllegalArgumentException("The max parallelism of operator '" + operator + "' must lie in 1.."
                    + HIGHEST_MAX_PARALLELISM + ", was " + maxParallelism);
        }
    }

    static String uidHash(String uidHash) {
        if (!requireNonNull(uidHash, "uid hash is null").matches("[0-9a-fA-F]{32}")) {
            throw new IllegalArgumentException(
                    "A uid hash is the id of an operator, 32 hexadecimal digits; got '" + uidHash + "'");
        }
        return uidHash;
    }

    static String uid(String uid, String operator) {
        if (requireNonNull(uid, "uid is null").isBlank()) {
            throw new IllegalArgumentException("The uid of operator '" + operator + "' is blank");
        }
        return uid;
    }
}
