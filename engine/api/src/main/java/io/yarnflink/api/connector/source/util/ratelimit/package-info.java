/** How fast sources may go. */
@NullMarked
package io.yarnflink.api.connector.source.util.ratelimit;

import org.jspecify.annotations.NullMarked;
