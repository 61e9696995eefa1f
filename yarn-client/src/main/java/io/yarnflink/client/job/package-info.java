/** A submitted job from its client's side: how to talk to it, how to wait for it, and what its end means. */
@NullMarked
package io.yarnflink.client.job;

import org.jspecify.annotations.NullMarked;
