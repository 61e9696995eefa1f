/** Tests of the engine on real threads and connections, all in one JVM. */
@NullMarked
package io.yarnflink.testkit.threads;

import org.jspecify.annotations.NullMarked;
