/** Tests of keys and proofs. */
@NullMarked
package io.yarnflink.transport.security;

import org.jspecify.annotations.NullMarked;
