/** Identities, outcomes and settings of a job. */
@NullMarked
package io.yarnflink.api.common;

import org.jspecify.annotations.NullMarked;
