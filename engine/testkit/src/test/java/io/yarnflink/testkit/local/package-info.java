/** Tests of the engine on real threads in one JVM. */
@NullMarked
package io.yarnflink.testkit.local;

import org.jspecify.annotations.NullMarked;
