package io.yarnflink.transport.rpc;

/** Where an endpoint is reached. */
public record Address(String host, int port, String endpoint) {
    @Override
    public String toString() {
        return endpoint + "@" + host + ":" + port;
    }
}
