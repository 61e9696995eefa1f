/** Options, their types and their values. */
@NullMarked
package io.yarnflink.api.configuration;

import org.jspecify.annotations.NullMarked;
