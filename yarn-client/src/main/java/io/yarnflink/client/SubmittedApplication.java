package io.yarnflink.client;

import io.yarnflink.api.common.JobID;
import io.yarnflink.transport.security.AccessKey;

/** An application that YARN has accepted, with the key to its Dispatcher. */
public record SubmittedApplication(
        String applicationId, JobID jobId, String jobName, AccessKey clientKey, long bytesUploaded, long bytesCached) {}
