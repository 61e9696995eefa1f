/** What people and programs read: data in three formats, the outcome, and progress while waiting. */
@NullMarked
package io.yarnflink.client.output;

import org.jspecify.annotations.NullMarked;
