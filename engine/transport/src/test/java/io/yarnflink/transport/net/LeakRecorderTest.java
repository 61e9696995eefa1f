package io.yarnflink.transport.net;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class LeakRecorderTest {
    @Test
    void aBufferThatNobodyReleasedIsFound() {
        new PooledByteBufAllocator(false).heapBuffer(1000).writeInt(1);
        Loopback.await("the leak is found", LeakRecorder::takeLeaks);
    }
}
