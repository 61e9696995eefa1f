/** Where a program begins and where it is executed. */
@NullMarked
package io.yarnflink.api.environment;

import org.jspecify.annotations.NullMarked;
