package io.yarnflink.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the JVMs of a cluster are started: on the JDK that asks, with what shortens their boot. */
final class ClusterJvm {
    private static final String JAVA_HOME = System.getProperty("java.home");

    private final Path classPathFile;
    private final ClassArchive archive;

    ClusterJvm(Path classPathFile) throws IOException {
        if (!Files.isReadable(classPathFile)) {
            throw new IOException("class path file " + classPathFile + " is missing; build integration/cluster first");
        }
        this.classPathFile = classPathFile;
        this.archive = ClassArchive.beside(classPathFile);
    }

    ClassArchive archive() {
        return archive;
    }

    /**
     * A command that runs a main class with arguments.
     *
     * @param tmpDir keeps what the JVM would leave in the system's temporary directory
     * @param confDir searched last, so that the jars before it stay those of the archive
     */
    ProcessBuilder command(int heapMb, Path tmpDir, Optional<Path> confDir, List<String> options, List<String> main)
            throws IOException {
        Files.createDirectories(tmpDir);
        List<String> command = new ArrayList<>(List.of(
                // A session of its own: Ctrl-C is for the client, and a terminal may close before its cluster does.
                "setsid",
                Path.of(JAVA_HOME, "bin", "java").toString(),
                "-Xmx" + heapMb + "m",
                // C1 alone: most of a server's code here runs once.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.io.tmpdir=" + tmpDir,
                "-Dlog4j.configuration=cluster-log4j.properties"));
        command.addAll(options);
        command.addAll(main);
        String jars = Files.readString(classPathFile).strip();
        ProcessBuilder builder = new ProcessBuilder(command);
        // By environment, to keep the process list readable.
        builder.environment()
                .put("CLASSPATH", confDir.map(conf -> jars + ":" + conf).orElse(jars));
        // Daemons often run without a locale, and so do their containers, whatever the letters in files' names are.
        builder.environment().keySet().removeIf(name -> name.equals("LANG") || name.startsWith("LC_"));
        // What a cluster's administrator sets for containers.
        builder.environment().put("JAVA_HOME", JAVA_HOME);
        return builder;
    }
}
