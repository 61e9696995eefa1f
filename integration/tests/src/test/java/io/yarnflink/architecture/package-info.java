/** The rules of the house, checked in every build. */
@NullMarked
package io.yarnflink.architecture;

import org.jspecify.annotations.NullMarked;
