/** Tests of the package of the same name. */
@NullMarked
package io.yarnflink.client.job;

import org.jspecify.annotations.NullMarked;
