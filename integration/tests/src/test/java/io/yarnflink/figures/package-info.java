/** Measures jobs with much state on daemons that are processes of their own. */
@NullMarked
package io.yarnflink.figures;

import org.jspecify.annotations.NullMarked;
