package io.yarnflink.api.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class CompressionTest {
    @Test
    void gzipFilesAreReadToTheirLastMemberWhereverTheOthersEnd() throws IOException {
        byte[] incompressible = new byte[66_000];
        new Random(1).nextBytes(incompressible);
        for (int length = 65_400; length < 65_600; length++) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            gzip(file, incompressible, length);
            gzip(file, incompressible, 10);
            try (InputStream in = Compression.of(new Path("/x.gz")).decompress(asOfAFileSystem(file.toByteArray()))) {
                assertThat(in.readAllBytes())
                        .as("after a first member of %s bytes", length)
                        .hasSize(length + 10);
            }
        }
    }

    @Test
    void whatFollowsAMemberAndIsNoneFailsUnlessItIsZeros() throws IOException {
        byte[] incompressible = new byte[66_000];
        new Random(1).nextBytes(incompressible);
        for (int length : new int[] {10, 65_480, 65_490, 65_500, 65_510, 65_515, 65_520, 65_530, 66_000}) {
            ByteArrayOutputStream first = new ByteArrayOutputStream();
            gzip(first, incompressible, length);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.write(first.toByteArray());
            gzip(file, incompressible, 1000);
            byte[] damaged = file.toByteArray();
            damaged[first.size()]++;
            assertThatThrownBy(() -> read(damaged))
                    .as("after a first member of %s bytes", length)
                    .isInstanceOf(ZipException.class)
                    .hasMessageContaining("no gzip member");
            byte[] padded = Arrays.copyOf(first.toByteArray(), first.size() + 5000);
            assertThat(read(padded)).hasSize(length);
            padded[first.size() + 4000] = 1;
            assertThatThrownBy(() -> read(padded)).isInstanceOf(ZipException.class);
            byte[] endsSoon = Arrays.copyOf(damaged, first.size() + 4);
            assertThatThrownBy(() -> read(endsSoon)).isInstanceOf(ZipException.class);
        }
    }

    private static byte[] read(byte[] file) throws IOException {
        try (InputStream in = Compression.GZIP.decompress(asOfAFileSystem(file))) {
            return in.readAllBytes();
        }
    }

    private static void gzip(ByteArrayOutputStream file, byte[] bytes, int length) throws IOException {
        try (GZIPOutputStream member = new GZIPOutputStream(file)) {
            member.write(bytes, 0, length);
        }
    }

    /** Does not know what is available. */
    private static InputStream asOfAFileSystem(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }

    @Test
    void deflatedFilesAreReadToo() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(file)) {
            out.write(new byte[] {1, 2, 3});
        }
        try (InputStream in = Compression.of(new Path("/x.deflate")).decompress(asOfAFileSystem(file.toByteArray()))) {
            assertThat(in.readAllBytes()).containsExactly(1, 2, 3);
        }
        InputStream plain = asOfAFileSystem(new byte[1]);
        assertThat(Compression.of(new Path("/gz")).decompress(plain)).isSameAs(plain);
    }

    @Test
    void aFileThatIsNotCompressedAsItsNameSaysIsClosed() {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream in =
                new ByteArrayInputStream("not at all compressed".getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
                    @Override
                    public void close() {
                        closed.set(true);
                    }
                };
        assertThatThrownBy(() -> Compression.GZIP.decompress(in)).isInstanceOf(ZipException.class);
        assertThat(closed).isTrue();
    }
}
