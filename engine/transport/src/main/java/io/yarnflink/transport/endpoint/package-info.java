/** Components with one main thread each, which talk by messages. */
@NullMarked
package io.yarnflink.transport.endpoint;

import org.jspecify.annotations.NullMarked;
