package io.yarnflink.jobmanager.ha;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which checkpoint a job goes on from, 0 for none, and the leader that said so. */
record PointerNode(String jobId, long checkpointId, long epoch) {
    private static final String KIND = "checkpoint";

    byte[] encode() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("job", jobId);
        values.put("checkpoint", String.valueOf(checkpointId));
        values.put("epoch", String.valueOf(epoch));
        return ZnodeText.encode(KIND, values);
    }

    static PointerNode decode(String path, String jobId, byte[] bytes) throws DamagedZnodeException {
        ZnodeText text = ZnodeText.decode(path, KIND, bytes);
        PointerNode node = new PointerNode(text.text("job"), text.number("checkpoint"), text.number("epoch"));
        if (!node.jobId.equals(jobId)) {
            throw new DamagedZnodeException(path, "it is that of job " + node.jobId);
        }
        return node;
    }
}
