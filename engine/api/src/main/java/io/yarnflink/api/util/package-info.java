/** Small things that users' programs meet. */
@NullMarked
package io.yarnflink.api.util;

import org.jspecify.annotations.NullMarked;
