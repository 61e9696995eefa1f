/** Tests of what leaders keep in ZooKeeper, before servers in this process. */
@NullMarked
package io.yarnflink.jobmanager.ha;

import org.jspecify.annotations.NullMarked;
