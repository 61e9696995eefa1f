/** Tests of slots. */
@NullMarked
package io.yarnflink.jobmanager.slots;

import org.jspecify.annotations.NullMarked;
