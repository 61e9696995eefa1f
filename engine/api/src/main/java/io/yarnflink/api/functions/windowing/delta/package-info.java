/** How far two records are from each other. */
@NullMarked
package io.yarnflink.api.functions.windowing.delta;

import org.jspecify.annotations.NullMarked;
