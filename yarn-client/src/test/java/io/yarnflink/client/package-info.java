/** Tests of the package of the same name. */
@NullMarked
package io.yarnflink.client;

import org.jspecify.annotations.NullMarked;
