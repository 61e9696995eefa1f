package io.yarnflink.jobmanager.ha;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** What stands in a znode: lines that people can read, beginning with kind and version, ending with a checksum. */
final class ZnodeText {
    private static final String ENGINE = "yarn-flink";
    private static final int VERSION = 1;
    private static final int LONGEST = 8 * 1024;
    private static final String CHECKSUM = "crc32c=";

    private final String path;
    private final Map<String, String> values;

    private ZnodeText(String path, Map<String, String> values) {
        this.path = path;
        this.values = values;
    }

    /** {@code values} in their order; none may have a line break. */
    static byte[] encode(String kind, Map<String, String> values) {
        StringBuilder text = new StringBuilder(head(kind)).append(VERSION).append('\n');
        values.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        String sum = checksum(text.toString());
        text.append(CHECKSUM).append(sum).append('\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static ZnodeText decode(String path, String kind, byte[] bytes) throws DamagedZnodeException {
        String text = new String(bytes, 0, Math.min(bytes.length, LONGEST), StandardCharsets.UTF_8);
        if (!text.startsWith(head(kind))) {
            throw new DamagedZnodeException(
                    path, "its " + bytes.length + " bytes are not the " + kind + " that belongs there");
        }
        List<String> lines = text.lines().toList();
        String version = lines.get(0).substring(head(kind).length());
        if (!version.equals(String.valueOf(VERSION))) {
            throw new DamagedZnodeException(
                    path,
                    "its " + kind + " is of version " + version + ", and this yarn-flink knows version " + VERSION);
        }
        int sum = text.lastIndexOf(CHECKSUM);
        if (bytes.length > LONGEST
                || sum < 0
                || !text.substring(sum).equals(CHECKSUM + checksum(text.substring(0, sum)) + "\n")) {
            throw new DamagedZnodeException(path, "its " + kind + " is not as it was written");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            int equals = line.indexOf('=');
            values.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
        }
        return new ZnodeText(path, values);
    }

    private static String head(String kind) {
        return ENGINE + " " + kind + " ";
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }

    String text(String name) throws DamagedZnodeException {
        String value = values.get(name);
        if (value == null) {
            throw new DamagedZnodeException(path, "it has no " + name);
        }
        return value;
    }

    long number(String name) throws DamagedZnodeException {
        String value = text(name);
        if (!value.matches("\\d{1,18}")) {
            throw new DamagedZnodeException(path, "its " + name + " is '" + value + "'");
        }
        return Long.parseLong(value);
    }
}
