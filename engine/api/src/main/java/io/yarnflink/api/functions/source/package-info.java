/** Sources that emit from a loop of their own. */
@NullMarked
package io.yarnflink.api.functions.source;

import org.jspecify.annotations.NullMarked;
