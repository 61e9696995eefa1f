/** What lies on HDFS: an application's staging, the artifact cache, the job archive; and HDFS as the engine's file system. */
@NullMarked
package io.yarnflink.staging;

import org.jspecify.annotations.NullMarked;
