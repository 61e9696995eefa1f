package io.yarnflink.client.hadoop;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.client.util.YarnClientUtils;

/** The tokens with which containers of a secure cluster act for the submitting user. */
final class HadoopTokens {
    private final Configuration hadoop;

    HadoopTokens(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    void addTo(Credentials credentials) throws IOException {
        if (!UserGroupInformation.isSecurityEnabled()) {
            return;
        }
        credentials.addAll(UserGroupInformation.getCurrentUser().getCredentials());
        // Without the YARN RM as renewer, tokens would expire under a running job.
        FileSystem.get(hadoop).addDelegationTokens(YarnClientUtils.getRmPrincipal(hadoop), credentials);
    }
}
