package io.yarnflink.api.memory;

import java.io.UTFDataFormatException;

/** The format of {@link java.io.DataOutput#writeUTF}. */
final class ModifiedUtf8 {
    private static final int MAX_BYTES = 0xFFFF;

    private ModifiedUtf8() {}

    static void write(String s, ByteArrayOutputView target) throws UTFDataFormatException {
        long bytes = 0;
        for (int i = 0; i < s.length(); i++) {
            bytes += width(s.charAt(i));
        }
        if (bytes > MAX_BYTES) {
            throw new UTFDataFormatException("writeUTF takes up to " + MAX_BYTES + " bytes and the string has " + bytes
                    + "; use a StringSerializer");
        }
        target.writeShort((int) bytes);
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            switch (width(c)) {
                case 1 -> target.write(c);
                case 2 -> {
                    target.write(0xC0 | (c >> 6));
                    target.write(0x80 | (c & 0x3F));
                }
                default -> {
                    target.write(0xE0 | (c >> 12));
                    target.write(0x80 | ((c >> 6) & 0x3F));
                    target.write(0x80 | (c & 0x3F));
                }
            }
        }
    }

    private static int width(char c) {
        if (c >= 1 && c < 0x80) {
            return 1;
        }
        return c < 0x800 ? 2 : 3;
    }
}
