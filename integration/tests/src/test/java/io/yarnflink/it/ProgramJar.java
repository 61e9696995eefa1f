package io.yarnflink.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Packs a test program into a jar, as a user would. */
public final class ProgramJar {
    private ProgramJar() {}

    /** A jar with {@code main}, its nested classes, and {@code Main-Class} in its manifest. */
    public static Path of(Class<?> main, Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        Path jar = folder.resolve(main.getSimpleName() + ".jar");
        String name = main.getName().replace('.', '/');
        Path classes =
                Path.of(main.getProtectionDomain().getCodeSource().getLocation().getPath());
        Path packageFolder = classes.resolve(name).getParent();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                Stream<Path> files = Files.list(packageFolder)) {
            for (Path file : files.sorted().toList()) {
                String simple = file.getFileName().toString();
                if (simple.equals(main.getSimpleName() + ".class") || simple.startsWith(main.getSimpleName() + "$")) {
                    out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                    try (InputStream in = Files.newInputStream(file)) {
                        in.transferTo(out);
                    }
                    out.closeEntry();
                }
            }
        }
        return jar;
    }
}
