package io.yarnflink.client.program;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which Java a class file was compiled for, before the JVM refuses it in words of its own. */
final class ClassFileVersion {
    private static final int MAGIC = 0xCAFEBABE;
    private static final Pattern JVM_COMPLAINT = Pattern.compile("^(\\S+) .*class file version (\\d+)\\.");

    private ClassFileVersion() {}

    static void check(String className, InputStream classFile) throws ClientException, IOException {
        DataInputStream in = new DataInputStream(classFile);
        if (in.readInt() != MAGIC) {
            throw new ClientException(ExitCode.USAGE, "class " + className + " is not a class file");
        }
        in.readUnsignedShort();
        int major = in.readUnsignedShort();
        if (javaOf(major) > Runtime.version().feature()) {
            throw tooNew(className, major, null);
        }
    }

    /** The same complaint for a class that the JVM met later. */
    static ClientException tooNew(UnsupportedClassVersionError error) {
        Matcher matcher = JVM_COMPLAINT.matcher(String.valueOf(error.getMessage()));
        if (!matcher.find()) {
            return new ClientException(ExitCode.USAGE, ClientException.oneLine(error), error);
        }
        return tooNew(matcher.group(1).replace('/', '.'), Integer.parseInt(matcher.group(2)), error);
    }

    private static ClientException tooNew(
            String className, int major, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = "class " + className + " was compiled for Java " + javaOf(major) + " (class file version "
                + major + "), this is Java " + Runtime.version().feature() + "; compile the jar with --release "
                + Runtime.version().feature();
        return cause == null
                ? new ClientException(ExitCode.USAGE, message)
                : new ClientException(ExitCode.USAGE, message, cause);
    }

    private static int javaOf(int major) {
        return major - 44;
    }
}
