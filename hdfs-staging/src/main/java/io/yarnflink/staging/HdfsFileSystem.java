package io.yarnflink.staging;

import io.yarnflink.api.fs.BlockLocation;
import io.yarnflink.api.fs.FSDataInputStream;
import io.yarnflink.api.fs.FSDataOutputStream;
import io.yarnflink.api.fs.FileStatus;
import io.yarnflink.api.fs.FileSystem;
import io.yarnflink.api.fs.Path;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** A Hadoop file system as the engine's; any thread. */
public final class HdfsFileSystem extends FileSystem {
    private final org.apache.hadoop.fs.FileSystem hadoop;

    public HdfsFileSystem(org.apache.hadoop.fs.FileSystem hadoop) {
        this.hadoop = hadoop;
    }

    private static org.apache.hadoop.fs.Path hadoop(Path path) {
        return new org.apache.hadoop.fs.Path(path.toUri());
    }

    private static FileStatus status(org.apache.hadoop.fs.FileStatus status) {
        return new FileStatus(
                new Path(status.getPath().toUri()),
                status.isDirectory(),
                status.getLen(),
                status.getBlockSize(),
                status.getModificationTime());
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        return status(hadoop.getFileStatus(hadoop(path)));
    }

    @Override
    public List<FileStatus> listStatus(Path path) throws IOException {
        return Arrays.stream(hadoop.listStatus(hadoop(path)))
                .map(HdfsFileSystem::status)
                .sorted(Comparator.comparing(FileStatus::path))
                .toList();
    }

    @Override
    public List<BlockLocation> getFileBlockLocations(FileStatus file, long start, long length) throws IOException {
        org.apache.hadoop.fs.BlockLocation[] blocks = hadoop.getFileBlockLocations(hadoop(file.path()), start, length);
        BlockLocation[] locations = new BlockLocation[blocks.length];
        for (int i = 0; i < blocks.length; i++) {
            locations[i] =
                    new BlockLocation(blocks[i].getOffset(), blocks[i].getLength(), List.of(blocks[i].getHosts()));
        }
        return List.of(locations);
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        return new Input(UnfinishedFile.open(hadoop, hadoop(path)));
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode mode) throws IOException {
        boolean overwrite = mode == WriteMode.OVERWRITE;
        if (hadoop instanceof DistributedFileSystem hdfs) {
            // An open file below an erasure coded folder is nowhere but in this process until a stripe is full.
            return new Output(hdfs.createFile(hadoop(path))
                    .overwrite(overwrite)
                    .recursive()
                    .replicate()
                    .syncBlock()
                    .build());
        }
        return new Output(hadoop.create(hadoop(path), overwrite));
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        return hadoop.delete(hadoop(path), recursive);
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        return hadoop.mkdirs(hadoop(path));
    }

    @Override
    public void renameNoOverwrite(Path source, Path target) throws IOException {
        ExclusiveRename.rename(hadoop, hadoop(source), hadoop(target));
    }

    private static final class Input extends FSDataInputStream {
        private final org.apache.hadoop.fs.FSDataInputStream in;

        Input(org.apache.hadoop.fs.FSDataInputStream in) {
            this.in = in;
        }

        @Override
        public void seek(long desired) throws IOException {
            in.seek(desired);
        }

        @Override
        public long getPos() throws IOException {
            return in.getPos();
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return in.read(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private static final class Output extends FSDataOutputStream {
        private final org.apache.hadoop.fs.FSDataOutputStream out;

        Output(org.apache.hadoop.fs.FSDataOutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return out.getPos();
        }

        @Override
        public void sync() throws IOException {
            if (!out.hasCapability(StreamCapabilities.HSYNC)) {
                throw new IOException("what is written to an open file is not durable on this file system, at "
                        + out.getPos() + " bytes of "
                        + out.getWrappedStream().getClass().getName());
            }
            // To the disks of all replicas: hflush alone reaches their memory only.
            out.hsync();
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
