/** Tests of what the JobMaster does for sources. */
@NullMarked
package io.yarnflink.jobmanager.sources;

import org.jspecify.annotations.NullMarked;
