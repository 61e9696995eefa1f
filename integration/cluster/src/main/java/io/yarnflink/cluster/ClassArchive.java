package io.yarnflink.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A class-data sharing archive of the cluster's classes, good for exactly these jars and this JVM; it halves boot. */
final class ClassArchive {
    private static final String PREFIX = "cluster-";
    private static final String SUFFIX = ".jsa";
    private static final Duration ABANDONED = Duration.ofMinutes(30);

    private final Path file;
    private final Path recording;
    private boolean claimed;

    private ClassArchive(Path file) {
        this.file = file;
        this.recording = file.resolveSibling(file.getFileName() + ".part");
    }

    static ClassArchive beside(Path classPathFile) throws IOException {
        MessageDigest digest = sha256();
        for (String property : List.of("java.home", "java.vm.version")) {
            digest.update(System.getProperty(property).getBytes(StandardCharsets.UTF_8));
        }
        for (String jar : Files.readString(classPathFile).strip().split(":")) {
            // The JVM refuses an archive once a jar's time or size has changed.
            Path path = Path.of(jar);
            String state = jar + Files.size(path) + Files.getLastModifiedTime(path);
            digest.update(state.getBytes(StandardCharsets.UTF_8));
        }
        String key = HexFormat.of().formatHex(digest.digest(), 0, 8);
        return new ClassArchive(classPathFile.toAbsolutePath().resolveSibling(PREFIX + key + SUFFIX));
    }

    /** The JVM option that uses the archive if there is one. */
    List<String> use() {
        return Files.exists(file) ? List.of("-XX:SharedArchiveFile=" + file) : List.of();
    }

    /** The JVM option that uses the archive, or makes one when the JVM exits, unless another JVM is making it. */
    List<String> useOrRecord() {
        if (Files.exists(file) || !claimRecording()) {
            return use();
        }
        return List.of("-XX:ArchiveClassesAtExit=" + recording);
    }

    /** Takes what the JVM, now gone, has recorded, if it was the one to record, and drops earlier builds' archives. */
    void keepRecording() throws IOException {
        if (!claimed) {
            return;
        }
        claimed = false;
        if (Files.size(recording) == 0) {
            Files.delete(recording);
            return;
        }
        Files.move(recording, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (Stream<Path> siblings = Files.list(file.getParent())) {
            for (Path sibling : siblings.filter(this::isOlderArchive).toList()) {
                Files.deleteIfExists(sibling);
            }
        }
    }

    private boolean claimRecording() {
        try {
            if (Files.exists(recording)
                    && Files.getLastModifiedTime(recording)
                            .toInstant()
                            .isBefore(Instant.now().minus(ABANDONED))) {
                Files.delete(recording);
            }
            Files.createFile(recording);
            claimed = true;
        } catch (IOException e) {
            // Another JVM records, or the directory is read-only: boot is slower, nothing else.
        }
        return claimed;
    }

    private boolean isOlderArchive(Path sibling) {
        String name = sibling.getFileName().toString();
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX) && !sibling.equals(file);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
