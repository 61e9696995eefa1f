/** The functions that users write. */
@NullMarked
package io.yarnflink.api.functions;

import org.jspecify.annotations.NullMarked;
