/** Split enumerators: they run on a thread of their own and hand splits to readers. */
@NullMarked
package io.yarnflink.jobmanager.sources;

import org.jspecify.annotations.NullMarked;
