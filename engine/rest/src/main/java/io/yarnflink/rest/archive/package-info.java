/** What outlives an application: its events and its outcome, the port that keeps them, and their JSON. */
@NullMarked
package io.yarnflink.rest.archive;

import org.jspecify.annotations.NullMarked;
