/** The serializers of the types that programs are made of. */
@NullMarked
package io.yarnflink.api.typeutils.serializers;

import org.jspecify.annotations.NullMarked;
