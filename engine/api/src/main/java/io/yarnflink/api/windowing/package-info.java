/** Windows over streams: which windows a record belongs to, and when their contents are handled. */
@NullMarked
package io.yarnflink.api.windowing;

import org.jspecify.annotations.NullMarked;
