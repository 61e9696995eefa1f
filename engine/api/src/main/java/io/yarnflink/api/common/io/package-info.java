/** Formats that read and write records without the engine's help, as older programs have them. */
@NullMarked
package io.yarnflink.api.common.io;

import org.jspecify.annotations.NullMarked;
