/** What sources are made of whose splits can be iterated over. */
@NullMarked
package io.yarnflink.api.connector.source.lib.util;

import org.jspecify.annotations.NullMarked;
