/** Sources that need no outside system. */
@NullMarked
package io.yarnflink.api.connector.source.lib;

import org.jspecify.annotations.NullMarked;
