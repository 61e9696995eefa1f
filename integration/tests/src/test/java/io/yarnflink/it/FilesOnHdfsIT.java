package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.fs.FSDataInputStream;
import io.yarnflink.api.fs.FSDataOutputStream;
import io.yarnflink.api.fs.FileSystem.WriteMode;
import io.yarnflink.api.fs.Path;
import io.yarnflink.staging.HdfsFileSystem;
import java.io.IOException;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What programs write, on a real HDFS. */
@ExtendWith(SharedCluster.class)
class FilesOnHdfsIT {
    private static final String STRIPED = "XOR-2-1-1024k";

    @Test
    void anOpenFileIsDurableBelowAnErasureCodedFolderToo(CommandLine cli) throws Exception {
        DistributedFileSystem hadoop = (DistributedFileSystem) cli.hdfs().files();
        org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path("/files-it/striped");
        hadoop.mkdirs(folder);
        hadoop.enableErasureCodingPolicy(STRIPED);
        hadoop.setErasureCodingPolicy(folder, STRIPED);
        HdfsFileSystem files = new HdfsFileSystem(hadoop);
        Path file = new Path(folder + "/deep/part");
        try (FSDataOutputStream out = files.create(file, WriteMode.NO_OVERWRITE)) {
            out.write(new byte[100]);
            out.sync();
            assertThat(contents(files, file)).hasSize(100);
            out.write(1);
        }
        assertThat(contents(files, file)).hasSize(101);
        assertThatThrownBy(() -> files.create(file, WriteMode.NO_OVERWRITE)).isInstanceOf(IOException.class);
        files.create(file, WriteMode.OVERWRITE).close();
        assertThat(contents(files, file)).isEmpty();
    }

    private static byte[] contents(HdfsFileSystem files, Path file) throws IOException {
        try (FSDataInputStream in = files.open(file)) {
            return in.readAllBytes();
        }
    }
}
