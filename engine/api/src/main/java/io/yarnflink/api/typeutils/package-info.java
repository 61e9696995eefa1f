/** Serializers. */
@NullMarked
package io.yarnflink.api.typeutils;

import org.jspecify.annotations.NullMarked;
