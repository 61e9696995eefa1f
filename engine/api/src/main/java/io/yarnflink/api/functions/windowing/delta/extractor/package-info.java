/** What of a record is compared. */
@NullMarked
package io.yarnflink.api.functions.windowing.delta.extractor;

import org.jspecify.annotations.NullMarked;
