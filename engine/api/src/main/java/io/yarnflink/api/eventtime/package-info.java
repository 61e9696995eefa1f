/** Event time: timestamps of records, and watermarks that say how far time has come. */
@NullMarked
package io.yarnflink.api.eventtime;

import org.jspecify.annotations.NullMarked;
