/** Sources that make their records up. */
@NullMarked
package io.yarnflink.api.functions.source.datagen;

import org.jspecify.annotations.NullMarked;
