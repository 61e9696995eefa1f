/** Marks that programs and their libraries put on their own classes. */
@NullMarked
package io.yarnflink.api.annotation;

import org.jspecify.annotations.NullMarked;
