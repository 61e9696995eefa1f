/** Records on their way back to the client. */
@NullMarked
package io.yarnflink.jobmanager.results;

import org.jspecify.annotations.NullMarked;
