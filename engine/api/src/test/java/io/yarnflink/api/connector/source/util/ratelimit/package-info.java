/** Tests of limits. */
@NullMarked
package io.yarnflink.api.connector.source.util.ratelimit;

import org.jspecify.annotations.NullMarked;
