/** Drops reviews that were sent twice. */
@NullMarked
package io.yarnflink.examples.distinctreviews;

import org.jspecify.annotations.NullMarked;
