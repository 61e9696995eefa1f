/** Tests of generators. */
@NullMarked
package io.yarnflink.api.functions.source.datagen;

import org.jspecify.annotations.NullMarked;
