/** YARN and HDFS as a submitter needs them: ports, and their only adapters to Hadoop. */
@NullMarked
package io.yarnflink.client.hadoop;

import org.jspecify.annotations.NullMarked;
