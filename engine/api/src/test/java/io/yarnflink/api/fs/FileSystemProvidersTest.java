package io.yarnflink.api.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class FileSystemProvidersTest {
    private static final URI PLACE = URI.create("mine://place/a");

    @Test
    void eachProgramHasTheFileSystemOfItsOwnJarAndOneOfEachPlace() throws Exception {
        ClassLoader first = new JarOfProgram();
        ClassLoader second = new JarOfProgram();
        FileSystem ofFirst = in(first, () -> FileSystem.get(PLACE));
        assertThat(ofFirst.getClass().getClassLoader()).isSameAs(first);
        assertThat(in(first, () -> FileSystem.get(URI.create("mine://place/b"))))
                .isSameAs(ofFirst);
        assertThat(in(first, () -> FileSystem.get(URI.create("mine://elsewhere/b"))))
                .isNotSameAs(ofFirst);
        assertThat(in(second, () -> FileSystem.get(PLACE)).getClass().getClassLoader())
                .as("the second program's own")
                .isSameAs(second);
        assertThatThrownBy(() -> FileSystem.get(PLACE))
                .as("outside of these programs")
                .hasMessage(
                        "no file system for 'mine://place/a': no provider of the scheme 'mine' is on the class path");
    }

    private static FileSystem in(ClassLoader program, Callable<FileSystem> call) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(program);
        try {
            return call.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Has classes of its own, as a program's jar has. */
    private static final class JarOfProgram extends ClassLoader {
        private static final String SERVICE = "META-INF/services/" + FileSystemProvider.class.getName();

        JarOfProgram() {
            super(FileSystemProvidersTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(MyProvider.class.getName()) && !name.equals(MyFiles.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream in = Objects.requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"))) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals(SERVICE)
                    ? Collections.enumeration(List.of(text(MyProvider.class.getName())))
                    : super.getResources(name);
        }

        private static URL text(String text) throws MalformedURLException {
            return new URL(null, "text:" + text, new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {}

                        @Override
                        public InputStream getInputStream() {
                            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
                        }
                    };
                }
            });
        }
    }

    /** A provider that comes with a program. */
    public static final class MyProvider implements FileSystemProvider {
        @Override
        public String scheme() {
            return "mine";
        }

        @Override
        public FileSystem open(URI uri) {
            return new MyFiles();
        }
    }

    /** Has nothing. */
    public static final class MyFiles extends FileSystem {
        @Override
        public FileStatus getFileStatus(Path path) throws IOException {
            throw new IOException("nothing here");
        }

        @Override
        public List<FileStatus> listStatus(Path path) {
            return List.of();
        }

        @Override
        public List<BlockLocation> getFileBlockLocations(FileStatus file, long start, long length) {
            return List.of();
        }

        @Override
        public FSDataInputStream open(Path path) throws IOException {
            throw new IOException("nothing here");
        }

        @Override
        public FSDataOutputStream create(Path path, WriteMode mode) throws IOException {
            throw new IOException("nothing here");
        }

        @Override
        public boolean delete(Path path, boolean recursive) {
            return false;
        }

        @Override
        public boolean mkdirs(Path path) {
            return false;
        }

        @Override
        public void renameNoOverwrite(Path source, Path target) throws IOException {
            throw new IOException("nothing here");
        }
    }
}
