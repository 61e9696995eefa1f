package io.yarnflink.client.program;

import io.yarnflink.api.spi.ProgramClassLoader;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;

/** A jar with a program in it, checked as far as that goes without running it. */
public final class ProgramJar implements AutoCloseable {
    private static final String EXAMPLES = "examples";

    private final Path file;
    private final ProgramClassLoader loader;
    private final Method main;

    private ProgramJar(Path file, ProgramClassLoader loader, Method main) {
        this.file = file;
        this.loader = loader;
        this.main = main;
    }

    /** The file that {@code name} means: as it stands, or else of the examples that come with the distribution. */
    public static Path locate(String name, Path workingDirectory, Optional<Path> home) throws ClientException {
        Path asGiven = workingDirectory.resolve(name);
        if (Files.exists(asGiven)) {
            return asGiven;
        }
        Path relative = Path.of(name);
        Optional<Path> example = home.filter(any -> !relative.isAbsolute() && relative.startsWith(EXAMPLES))
                .map(distribution -> distribution.resolve(relative));
        if (example.filter(Files::exists).isPresent()) {
            return example.get();
        }
        throw usage("jar " + name + " does not exist (looked at " + asGiven
                + example.map(path -> " and " + path).orElse("") + ")");
    }

    /** Opens {@code file}; the class with main is {@code mainClass}, or else what the manifest says. */
    public static ProgramJar open(Path file, Optional<String> mainClass) throws ClientException {
        checkFile(file);
        String className = inspect(file, mainClass);
        ProgramClassLoader loader = loader(file);
        try {
            return new ProgramJar(file, loader, mainMethod(file, className, loader));
        } catch (ClientException e) {
            closeQuietly(loader, e);
            throw e;
        }
    }

    public Path file() {
        return file;
    }

    public String mainClass() {
        return main.getDeclaringClass().getName();
    }

    public ClassLoader classLoader() {
        return loader;
    }

    /** Runs main in this thread; what it throws comes out as it was thrown. */
    public void run(String[] arguments) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            main.invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    private static void checkFile(Path file) throws ClientException {
        if (!Files.exists(file)) {
            throw usage("jar " + file + " does not exist");
        }
        if (Files.isDirectory(file)) {
            throw usage("jar " + file + " is a directory, expected a jar file");
        }
        if (!Files.isReadable(file)) {
            throw usage("jar " + file + " cannot be read: check its permissions");
        }
        try {
            if (Files.size(file) == 0) {
                throw usage("jar " + file + " is empty (0 bytes)");
            }
        } catch (IOException e) {
            throw usage("jar " + file + " cannot be read: " + ClientException.oneLine(e));
        }
    }

    /** The name of the class with main; fails when it is not there or not for this JVM. */
    private static String inspect(Path file, Optional<String> mainClass) throws ClientException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Optional<String> named = mainClass.or(() -> mainClassOf(jar));
            String className = named.orElseThrow(() ->
                    usage("jar " + file + " names no main class: add 'Main-Class' to its manifest, or use -c <class>"));
            JarEntry entry = jar.getJarEntry(className.replace('.', '/') + ".class");
            if (entry == null) {
                throw usage("jar " + file + " has no class " + className
                        + (mainClass.isPresent() ? ": check -c" : ", which its manifest names as Main-Class"));
            }
            try (InputStream in = jar.getInputStream(entry)) {
                ClassFileVersion.check(className, in);
            }
            return className;
        } catch (ZipException e) {
            throw usage("jar " + file + " is not a jar file: " + ClientException.oneLine(e));
        } catch (IOException | SecurityException e) {
            throw usage("jar " + file + " cannot be read: " + ClientException.oneLine(e));
        }
    }

    private static Optional<String> mainClassOf(JarFile jar) {
        try {
            return Optional.ofNullable(jar.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map(attributes -> attributes.getValue(Attributes.Name.MAIN_CLASS))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ProgramClassLoader loader(Path file) throws ClientException {
        try {
            return new ProgramClassLoader(List.of(file.toUri().toURL()), ProgramJar.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw usage("jar " + file + " cannot be addressed: " + ClientException.oneLine(e));
        }
    }

    private static Method mainMethod(Path file, String className, ClassLoader loader) throws ClientException {
        try {
            Method method = Class.forName(className, false, loader).getMethod("main", String[].class);
            if (!Modifier.isStatic(method.getModifiers()) || method.getReturnType() != void.class) {
                throw usage("class " + className + " in " + file + ": main is not 'public static void'");
            }
            // The class itself need not be public.
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw usage("class " + className + " in " + file + " has no 'public static void main(String[])'");
        } catch (UnsupportedClassVersionError e) {
            throw ClassFileVersion.tooNew(e);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new ClientException(
                    ExitCode.USAGE,
                    "class " + className + " in " + file + " cannot be loaded: "
                            + e.getClass().getSimpleName() + ": " + ClientException.oneLine(e),
                    e);
        }
    }

    private static void closeQuietly(ProgramClassLoader loader, ClientException reason) {
        try {
            loader.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static ClientException usage(String message) {
        return new ClientException(ExitCode.USAGE, message);
    }
}
