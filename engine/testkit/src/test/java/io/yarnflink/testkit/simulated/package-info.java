/** The production engine under seeds. */
@NullMarked
package io.yarnflink.testkit.simulated;

import org.jspecify.annotations.NullMarked;
