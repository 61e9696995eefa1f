/** What makes window functions of all kinds into one kind. */
@NullMarked
package io.yarnflink.api.operators.windowing;

import org.jspecify.annotations.NullMarked;
