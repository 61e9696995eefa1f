/** What programs use around their pipelines, such as the parameters of the command line. */
@NullMarked
package io.yarnflink.api.utils;

import org.jspecify.annotations.NullMarked;
