package io.yarnflink.client.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles sources into a jar. */
public final class TestJar {
    private final Path dir;
    private final Map<String, String> sources = new HashMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final Manifest manifest = new Manifest();

    public TestJar(Path dir) throws IOException {
        this.dir = Files.createTempDirectory(dir, "jar");
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    public TestJar source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    public TestJar mainClass(String className) {
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, className);
        return this;
    }

    /** Makes a class look as if it were compiled for another Java. */
    public TestJar classFileVersion(String className, int major) {
        versions.put(className, major);
        return this;
    }

    public Path build() throws IOException {
        Path classes = Files.createDirectories(dir.resolve("classes"));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = dir.resolve("src").resolve(source.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            compile(file, classes);
        }
        Path jar = dir.resolve("program.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString();
                out.putNextEntry(new JarEntry(name));
                out.write(patched(name, Files.readAllBytes(file)));
                out.closeEntry();
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return jar;
    }

    private static void compile(Path file, Path classes) {
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        List.of(
                                        "-d",
                                        classes.toString(),
                                        "-cp",
                                        System.getProperty("java.class.path") + ":" + classes,
                                        "-proc:none",
                                        file.toString())
                                .toArray(String[]::new));
        if (status != 0) {
            throw new IllegalArgumentException("does not compile: " + file);
        }
    }

    private byte[] patched(String name, byte[] classFile) {
        Integer major = versions.get(name.replaceAll("\\.class$", "").replace('/', '.'));
        if (major != null) {
            classFile[6] = (byte) (major >> 8);
            classFile[7] = major.byteValue();
        }
        return classFile;
    }
}
