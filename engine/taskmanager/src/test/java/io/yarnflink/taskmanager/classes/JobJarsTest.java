package io.yarnflink.taskmanager.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.program.FailsOnNumber;
import io.yarnflink.api.functions.MapFunction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobJarsTest {
    private static final String USER_CLASS = FailsOnNumber.class.getName();

    @TempDir
    private Path directory;

    @Test
    void aJobsClassesComeFromItsJarAndTheApiFromTheEngine() throws Exception {
        JobJars jars = new JobJars(List.of(jarOfUserClass()), JobJarsTest.class.getClassLoader());
        ClassLoader loader = jars.open("job");
        Class<?> userClass = loader.loadClass(USER_CLASS);
        assertThat(userClass.getClassLoader()).isSameAs(loader);
        assertThat(MapFunction.class).isAssignableFrom(userClass);
        assertThatThrownBy(() -> loader.loadClass(JobJars.class.getName())).isInstanceOf(ClassNotFoundException.class);
        jars.close("job");
    }

    @Test
    void aJobKeepsItsLoaderUntilItLeaves() throws Exception {
        JobJars jars = new JobJars(List.of(jarOfUserClass()), JobJarsTest.class.getClassLoader());
        ClassLoader first = jars.open("job");
        assertThat(jars.open("job")).isSameAs(first);
        assertThat(jars.open("other")).isNotSameAs(first);
        jars.close("job");
        assertThat(jars.open("job")).isNotSameAs(first);
        jars.close("job");
        jars.close("other");
        jars.close("never seen");
    }

    @Test
    void aMissingJarIsNamed() {
        Path missing = directory.resolve("missing.jar");
        JobJars jars = new JobJars(List.of(missing), JobJarsTest.class.getClassLoader());
        assertThatThrownBy(() -> jars.open("job"))
                .isInstanceOf(IOException.class)
                .hasMessage(missing + ": the job's jar is missing or cannot be read");
    }

    private Path jarOfUserClass() throws IOException {
        Path jar = directory.resolve("job.jar");
        String entry = USER_CLASS.replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream in = Objects.requireNonNull(
                        JobJarsTest.class.getClassLoader().getResourceAsStream(entry))) {
            out.putNextEntry(new ZipEntry(entry));
            in.transferTo(out);
        }
        return jar;
    }
}
