/** Java serialization of what users write, in the one place that does it. */
@NullMarked
package io.yarnflink.api.serialization;

import org.jspecify.annotations.NullMarked;
