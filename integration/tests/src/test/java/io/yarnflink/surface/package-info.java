/** Compares the API with the surface that its users know, member by member. */
@NullMarked
package io.yarnflink.surface;

import org.jspecify.annotations.NullMarked;
