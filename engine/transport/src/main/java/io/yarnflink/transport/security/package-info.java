/** The application's secret and how both ends of a connection prove that they hold it. */
@NullMarked
package io.yarnflink.transport.security;

import org.jspecify.annotations.NullMarked;
