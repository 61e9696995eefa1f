/** Each operator under the harness: plain, restored after each step, and rescaled. */
@NullMarked
package io.yarnflink.testkit.harness;

import org.jspecify.annotations.NullMarked;
