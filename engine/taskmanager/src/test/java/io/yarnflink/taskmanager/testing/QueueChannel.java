package io.yarnflink.taskmanager.testing;

import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.exchange.Element;
import io.yarnflink.taskmanager.exchange.ElementCodec;
import io.yarnflink.taskmanager.exchange.InputChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A channel that the test fills. */
public final class QueueChannel implements InputChannel {
    private final Queue<Element> elements = new ArrayDeque<>();

    public void add(Element element) {
        elements.add(element);
    }

    public boolean isEmpty() {
        return elements.isEmpty();
    }

    @Override
    public @Nullable Element poll() {
        return elements.poll();
    }

    @Override
    public ElementCodec codec() {
        return new ElementCodec(ChainHarness.serializer(Types.INT));
    }

    @Override
    public long bytes() {
        return 0;
    }
}
