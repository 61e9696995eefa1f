/** Functions over the contents of windows. */
@NullMarked
package io.yarnflink.api.functions.windowing;

import org.jspecify.annotations.NullMarked;
