/** A real HDFS and YARN on this machine: in one JVM for a single run, or as separate daemons to try and to break. */
@NullMarked
package io.yarnflink.cluster;

import org.jspecify.annotations.NullMarked;
