/** Lifecycle events: the named steps of an application, as every component reports them. */
@NullMarked
package io.yarnflink.transport.events;

import org.jspecify.annotations.NullMarked;
