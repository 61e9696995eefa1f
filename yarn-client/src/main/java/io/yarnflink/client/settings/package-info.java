/** The configuration as the user wrote it: file, command line, and where each value stood. */
@NullMarked
package io.yarnflink.client.settings;

import org.jspecify.annotations.NullMarked;
