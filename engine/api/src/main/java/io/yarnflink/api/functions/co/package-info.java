/** Functions over two connected streams. */
@NullMarked
package io.yarnflink.api.functions.co;

import org.jspecify.annotations.NullMarked;
