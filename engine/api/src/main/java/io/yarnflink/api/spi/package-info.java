/** Ports: how a program finds what runs it. */
@NullMarked
package io.yarnflink.api.spi;

import org.jspecify.annotations.NullMarked;
