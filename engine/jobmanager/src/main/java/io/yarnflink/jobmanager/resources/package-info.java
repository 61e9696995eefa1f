/** The ResourceManager: which TaskManagers there are, who gets their slots, and when containers are asked for. */
@NullMarked
package io.yarnflink.jobmanager.resources;

import org.jspecify.annotations.NullMarked;
