/** What a job author imports, and the ports through which a program reaches its executor and its files. */
@NullMarked
package io.yarnflink.api;

import org.jspecify.annotations.NullMarked;
