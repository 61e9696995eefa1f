/** The command line on top of the library. */
@NullMarked
package io.yarnflink.client.cli;

import org.jspecify.annotations.NullMarked;
