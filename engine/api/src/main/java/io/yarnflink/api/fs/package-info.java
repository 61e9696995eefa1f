/** Files by path and scheme; file systems are found through the {@link io.yarnflink.api.fs.FileSystemProvider} port. */
@NullMarked
package io.yarnflink.api.fs;

import org.jspecify.annotations.NullMarked;
