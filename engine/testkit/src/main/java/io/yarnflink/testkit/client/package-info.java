/** The client's side of a cluster that the testkit runs. */
@NullMarked
package io.yarnflink.testkit.client;

import org.jspecify.annotations.NullMarked;
