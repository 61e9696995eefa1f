/** Kills and hurts processes of a verifying job on real daemons, and checks what it has committed. */
@NullMarked
package io.yarnflink.chaos;

import org.jspecify.annotations.NullMarked;
