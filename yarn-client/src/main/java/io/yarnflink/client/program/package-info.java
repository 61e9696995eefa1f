/** The user's program: its jar, its class loader, and running its main. */
@NullMarked
package io.yarnflink.client.program;

import org.jspecify.annotations.NullMarked;
