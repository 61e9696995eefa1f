/** Memory views that serializers write to and read from. */
@NullMarked
package io.yarnflink.api.memory;

import org.jspecify.annotations.NullMarked;
