/** JSON documents. */
@NullMarked
package io.yarnflink.connectors.json;

import org.jspecify.annotations.NullMarked;
