package io.yarnflink.cluster;

import java.util.List;

/** Where the servers of a cluster are reached, and what starts their processes there. */
public interface Network {
    /** All servers in the network of this machine, which nobody else reaches. */
    Network LOCALHOST = new Network() {
        @Override
        public String hostOf(String server) {
            return "localhost";
        }

        @Override
        public List<String> commandOf(String server) {
            return List.of();
        }
    };

    /** {@code server}: a daemon's name, as {@link LocalHadoop#status} has it. */
    String hostOf(String server);

    /** What comes before the command that runs the server. */
    List<String> commandOf(String server);
}
