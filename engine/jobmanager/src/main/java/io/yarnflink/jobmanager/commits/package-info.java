/** What sinks prepared, and the users' committers, which run on the job's coordinator thread. */
@NullMarked
package io.yarnflink.jobmanager.commits;

import org.jspecify.annotations.NullMarked;
