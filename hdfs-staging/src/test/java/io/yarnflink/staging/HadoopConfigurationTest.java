package io.yarnflink.staging;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.client.HdfsClientConfigKeys.BlockWrite;
import org.junit.jupiter.api.Test;

class HadoopConfigurationTest {
    @Test
    void whoClosesSmallFilesSoonerIsNoLessPatientWithABusyDataNode() {
        Configuration tuned = new Configuration(false);
        HadoopConfiguration.tune(tuned);
        assertThat(patienceMillis(tuned)).isGreaterThanOrEqualTo(patienceMillis(new Configuration(false)));
    }

    /** How long a client waits until the last block of a file that it closes is reported. */
    private static long patienceMillis(Configuration hadoop) {
        long delay = hadoop.getInt(
                BlockWrite.LOCATEFOLLOWINGBLOCK_INITIAL_DELAY_MS_KEY,
                BlockWrite.LOCATEFOLLOWINGBLOCK_INITIAL_DELAY_MS_DEFAULT);
        int retries = hadoop.getInt(
                BlockWrite.LOCATEFOLLOWINGBLOCK_RETRIES_KEY, BlockWrite.LOCATEFOLLOWINGBLOCK_RETRIES_DEFAULT);
        return delay * ((1L << retries) - 1);
    }
}
