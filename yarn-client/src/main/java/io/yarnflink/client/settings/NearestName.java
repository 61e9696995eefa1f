package io.yarnflink.client.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what the user probably meant. */
public final class NearestName {
    private NearestName() {}

    /** The known name with the fewest edits away, if it is near enough to be a slip of the hand. */
    public static Optional<String> to(String given, Collection<String> known) {
        int tolerated = Math.max(2, given.length() * 2 / 5);
        return known.stream()
                .filter(name -> edits(given, name) <= tolerated)
                .min(Comparator.<String>comparingInt(name -> edits(given, name)).thenComparing(name -> name));
    }

    /** Insertions, deletions, replacements and swaps of neighbours, each counted once. */
    static int edits(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        char a = Character.toLowerCase(from.charAt(i - 1));
        char b = Character.toLowerCase(to.charAt(j - 1));
        int best = Math.min(cost[i - 1][j - 1] + (a == b ? 0 : 1), Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1
                && j > 1
                && a == Character.toLowerCase(to.charAt(j - 2))
                && b == Character.toLowerCase(from.charAt(i - 2));
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
