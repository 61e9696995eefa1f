/** How commands end: the outcome, and the one kind of exception that leads to it. */
@NullMarked
package io.yarnflink.client.outcome;

import org.jspecify.annotations.NullMarked;
