/** Programs of the DataStream API, as users write them, run whole on a local cluster. */
package io.yarnflink.testkit.programs;
