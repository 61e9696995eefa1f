package io.yarnflink.graph.translation;

import io.yarnflink.graph.OperatorId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives operators the identity under which their state is found again: a hash of the uid, or else of the operator's
 * kind and of what it reads. Changes elsewhere in the program do not alter it; nor do names, settings and user code.
 */
public final class OperatorIds {
    private OperatorIds() {}

    public static OperatorId ofUid(String uid) {
        return digest("uid", uid, List.of(), 0);
    }

    /** The ids of all nodes; the same for every build of the same program. */
    static Map<StreamNode, OperatorId> of(StreamGraph graph) {
        Map<StreamNode, OperatorId> ids = new HashMap<>();
        Set<OperatorId> taken = new HashSet<>();
        for (StreamNode node : graph.nodes()) {
            OperatorId id = node.givenId()
                    .or(() -> node.uid().map(OperatorIds::ofUid))
                    .orElseGet(() -> structural(node, graph, ids, taken));
            taken.add(id);
            ids.put(node, id);
        }
        return ids;
    }

    private static OperatorId structural(
            StreamNode node, StreamGraph graph, Map<StreamNode, OperatorId> ids, Set<OperatorId> taken) {
        List<String> inputs = graph.inputsOf(node).stream()
                .map(edge -> String.valueOf(ids.get(edge.source())))
                .toList();
        String kind = node.operator().getClass().getSimpleName();
        // Operators that look alike are told apart by the order in which they were made.
        int twin = 0;
        OperatorId id = digest("place", kind, inputs, twin);
        while (taken.contains(id)) {
            twin++;
            id = digest("place", kind, inputs, twin);
        }
        return id;
    }

    private static OperatorId digest(String space, String name, List<String> inputs, int twin) {
        MessageDigest sha = sha256();
        update(sha, space);
        update(sha, name);
        inputs.forEach(input -> update(sha, input));
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, twin));
        ByteBuffer hash = ByteBuffer.wrap(sha.digest());
        return new OperatorId(hash.getLong(), hash.getLong());
    }

    /** Length first, so that no two lists of texts look alike. */
    private static void update(MessageDigest sha, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        sha.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
