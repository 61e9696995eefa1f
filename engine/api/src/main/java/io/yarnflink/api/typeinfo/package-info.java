/** Types of records, from classes, generics and lambdas. */
@NullMarked
package io.yarnflink.api.typeinfo;

import org.jspecify.annotations.NullMarked;
