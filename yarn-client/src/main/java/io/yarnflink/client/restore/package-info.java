/** Whether a program can go on from what another job left, before anything is submitted. */
@NullMarked
package io.yarnflink.client.restore;

import org.jspecify.annotations.NullMarked;
