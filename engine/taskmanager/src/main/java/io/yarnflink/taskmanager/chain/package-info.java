/** What a chain of operators is made of: places that records are pushed to by direct calls. */
@NullMarked
package io.yarnflink.taskmanager.chain;

import org.jspecify.annotations.NullMarked;
