/** Sources: an enumerator finds splits, readers read them. */
@NullMarked
package io.yarnflink.api.connector.source;

import org.jspecify.annotations.NullMarked;
