/** Tests on a real HDFS and YARN, through the command line that users have. */
@NullMarked
package io.yarnflink.it;

import org.jspecify.annotations.NullMarked;
