package io.yarnflink.state.checkpoint;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the files of checkpoints lie in their folder. */
public final class CheckpointFiles {
    /** Segments, which mean nothing until a completed checkpoint names them. */
    static final String DATA = "data";
    /** Metadata before it is renamed into the folder of its epoch. */
    static final String ASIDE = "aside";

    static final String COMMITS = "commits";
    /** A folder that is there when a savepoint of the job may refer to what its sinks left behind. */
    static final String SAVEPOINTS = "savepoints";

    private static final Pattern SEGMENT = Pattern.compile("chk-(\\d{1,18})-.*\\.segment");
    private static final Pattern METADATA = Pattern.compile("chk-(\\d{1,18})");
    private static final Pattern EPOCH = Pattern.compile("epoch-(\\d{1,18})(\\.closed.*)?");

    private static final Pattern ASIDE_FILE = Pattern.compile("chk-\\d{1,18}-(\\d{1,18})-\\d+");

    private CheckpointFiles() {}

    static String aside(long checkpointId, long epoch, long number) {
        return ASIDE + "/chk-" + checkpointId + "-" + epoch + "-" + number;
    }

    /** Whose metadata a file in {@link #ASIDE} is. */
    static OptionalLong epochOfAside(String name) {
        return number(ASIDE_FILE.matcher(name));
    }

    public static String segment(long checkpointId, long epoch, String writer) {
        return DATA + "/chk-" + checkpointId + "-" + epoch + "-" + writer + ".segment";
    }

    /** Which checkpoint a file in {@link #DATA} was begun for. */
    static OptionalLong checkpointOfSegment(String name) {
        return number(SEGMENT.matcher(name));
    }

    static String epoch(long epoch) {
        return "epoch-" + epoch;
    }

    static OptionalLong epochOf(String folder) {
        return number(EPOCH.matcher(folder));
    }

    static String metadata(long checkpointId) {
        return "chk-" + checkpointId;
    }

    static OptionalLong checkpointOfMetadata(String name) {
        return number(METADATA.matcher(name));
    }

    private static OptionalLong number(Matcher matcher) {
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
