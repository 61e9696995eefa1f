package io.yarnflink.cluster;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a user asked of {@code scripts/hadoop}. */
record HadoopArguments(String action, Optional<String> daemon, Path dir, OptionalInt nodeManagers, boolean keepData) {
    /** The options that an action takes beside {@code --dir}, or {@code <daemon>}. */
    private static final Map<String, String> ACTIONS = Map.of(
            "start", "--node-managers", "status", "", "stop", "--keep-data", "kill", "<daemon>", "restart", "<daemon>");

    static HadoopArguments parse(List<String> arguments, Path defaultDir) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        String action = Optional.ofNullable(rest.poll()).orElseThrow(() -> new IllegalArgumentException("no action"));
        String takes = Optional.ofNullable(ACTIONS.get(action))
                .orElseThrow(() -> new IllegalArgumentException("unknown action '" + action + "'"));
        Optional<String> daemon = Optional.empty();
        Path dir = defaultDir;
        OptionalInt nodeManagers = OptionalInt.empty();
        boolean keepData = false;
        if (takes.equals("<daemon>")) {
            daemon = Optional.of(value(action, rest));
        }
        while (!rest.isEmpty()) {
            String option = rest.pop();
            if (option.equals("--dir")) {
                dir = Path.of(value(option, rest));
            } else if (!option.equals(takes)) {
                throw new IllegalArgumentException(action + " takes no '" + option + "'");
            } else if (option.equals("--keep-data")) {
                keepData = true;
            } else {
                nodeManagers = OptionalInt.of(positive(option, value(option, rest)));
            }
        }
        return new HadoopArguments(action, daemon, dir, nodeManagers, keepData);
    }

    private static String value(String of, Deque<String> rest) {
        return Optional.ofNullable(rest.poll()).orElseThrow(() -> new IllegalArgumentException(of + " needs a value"));
    }

    private static int positive(String option, String value) {
        if (!value.matches("[1-9]\\d?")) {
            throw new IllegalArgumentException(option + " takes a number from 1 to 99, not '" + value + "'");
        }
        return Integer.parseInt(value);
    }
}
