/** The submitter as a library: what it submits, what it waits for, and how each ending is named. */
@NullMarked
package io.yarnflink.client;

import org.jspecify.annotations.NullMarked;
