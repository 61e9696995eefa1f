package io.yarnflink.transport.net;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class LeakRecorderTest {
    @Test
    void aBufferThatNobodyReleasedIsFound() {
        PooledByteBufAllocator allocator = new PooledByteBufAllocator(false);
        for (int i = 0; i < 10; i++) {
            allocator.heapBuffer(1000).writeInt(i);
        }
        assertThatThrownBy(LeakRecorder::assertNoLeaks).hasMessageContaining("lost without a release");
    }
}
