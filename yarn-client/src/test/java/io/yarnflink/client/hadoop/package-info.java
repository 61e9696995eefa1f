/** Tests of the package of the same name. */
@NullMarked
package io.yarnflink.client.hadoop;

import org.jspecify.annotations.NullMarked;
