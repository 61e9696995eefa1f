/** A source that makes its records up. */
@NullMarked
package io.yarnflink.connectors.datagen;

import org.jspecify.annotations.NullMarked;
