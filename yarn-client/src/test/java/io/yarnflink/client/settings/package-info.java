/** Tests of the package of the same name. */
@NullMarked
package io.yarnflink.client.settings;

import org.jspecify.annotations.NullMarked;
