/** Tests of files for all functions. */
@NullMarked
package io.yarnflink.api.cache;

import org.jspecify.annotations.NullMarked;
