/** Tuples of up to 25 fields; those with fields are generated when the module is built. */
@NullMarked
package io.yarnflink.api.tuple;

import org.jspecify.annotations.NullMarked;
