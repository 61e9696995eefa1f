/** The whole engine in one thread under a seed, or in one JVM on real threads. */
@NullMarked
package io.yarnflink.testkit;

import org.jspecify.annotations.NullMarked;
