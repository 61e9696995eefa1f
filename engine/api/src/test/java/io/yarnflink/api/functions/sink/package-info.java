/** Tests of sink functions. */
@NullMarked
package io.yarnflink.api.functions.sink;

import org.jspecify.annotations.NullMarked;
