/** What a container is started with: files, environment, credentials, memory and command line, agreed by client and ApplicationMaster. */
@NullMarked
package io.yarnflink.staging.launch;

import org.jspecify.annotations.NullMarked;
