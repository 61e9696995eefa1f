package io.yarnflink.jobmanager.ha;

import io.yarnflink.transport.rpc.Address;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who leads an application: which of its processes, under which epoch, and where its ResourceManager is. */
public record LeaderNode(String applicationId, long epoch, String process, Address resourceManager) {
    private static final String KIND = "leader";

    byte[] encode() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("application", applicationId);
        values.put("epoch", String.valueOf(epoch));
        values.put("process", process);
        values.put("host", resourceManager.host());
        values.put("port", String.valueOf(resourceManager.port()));
        values.put("endpoint", resourceManager.endpoint());
        return ZnodeText.encode(KIND, values);
    }

    static LeaderNode decode(String path, byte[] bytes) throws DamagedZnodeException {
        ZnodeText text = ZnodeText.decode(path, KIND, bytes);
        return new LeaderNode(
                text.text("application"),
                text.number("epoch"),
                text.text("process"),
                new Address(text.text("host"), (int) text.number("port"), text.text("endpoint")));
    }
}
