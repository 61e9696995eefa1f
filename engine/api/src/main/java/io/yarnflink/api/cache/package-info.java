/** Files that a program registers and that its functions read wherever they run. */
@NullMarked
package io.yarnflink.api.cache;

import org.jspecify.annotations.NullMarked;
