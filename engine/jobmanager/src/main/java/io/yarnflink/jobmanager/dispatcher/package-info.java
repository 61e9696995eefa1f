/** Where jobs enter, and where clients ask about them. */
@NullMarked
package io.yarnflink.jobmanager.dispatcher;

import org.jspecify.annotations.NullMarked;
