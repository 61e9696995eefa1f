/** The engine in one JVM on real threads, for unit tests and for programs started from an editor. */
@NullMarked
package io.yarnflink.testkit.local;

import org.jspecify.annotations.NullMarked;
