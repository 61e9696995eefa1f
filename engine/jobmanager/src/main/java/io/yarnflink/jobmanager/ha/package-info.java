/** What a leader keeps outside of its process and its storage, so that only one leads and the next one goes on; ZooKeeper's side of it. */
@NullMarked
package io.yarnflink.jobmanager.ha;

import org.jspecify.annotations.NullMarked;
