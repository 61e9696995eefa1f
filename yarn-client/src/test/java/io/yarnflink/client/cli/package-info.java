/** Tests of the package of the same name. */
@NullMarked
package io.yarnflink.client.cli;

import org.jspecify.annotations.NullMarked;
