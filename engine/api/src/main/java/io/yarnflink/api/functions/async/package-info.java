/** Functions that answer later, such as lookups in other systems. */
@NullMarked
package io.yarnflink.api.functions.async;

import org.jspecify.annotations.NullMarked;
