/** Programs that the tests submit. */
@NullMarked
package io.yarnflink.it.programs;

import org.jspecify.annotations.NullMarked;
