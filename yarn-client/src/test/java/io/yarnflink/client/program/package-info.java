/** Tests of the package of the same name. */
@NullMarked
package io.yarnflink.client.program;

import org.jspecify.annotations.NullMarked;
