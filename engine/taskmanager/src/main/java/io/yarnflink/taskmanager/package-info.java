/** The TaskExecutor: registers its slots, offers them to JobMasters and runs their tasks. */
@NullMarked
package io.yarnflink.taskmanager;

import org.jspecify.annotations.NullMarked;
