/** What is known about inputs before they are read. */
@NullMarked
package io.yarnflink.api.common.io.statistics;

import org.jspecify.annotations.NullMarked;
