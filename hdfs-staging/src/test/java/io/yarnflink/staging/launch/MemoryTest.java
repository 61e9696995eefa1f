package io.yarnflink.staging.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.configuration.Configuration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final long MEBI = 1 << 20;

    @Test
    void theDefaultTaskManagerIsDividedAsUsersKnowIt() {
        TaskManagerMemory memory = TaskManagerMemory.from(new Configuration());
        assertThat(memory.process()).isEqualTo(1728 * MEBI);
        assertThat(memory.outside()).isEqualTo(new TaskManagerMemory.Outside(256 * MEBI, 192 * MEBI));
        assertThat(memory.network()).isEqualTo(128 * MEBI);
        assertThat(memory.frameworkHeap()).isEqualTo(128 * MEBI);
        assertThat(memory.offHeap()).isEqualTo(128 * MEBI);
        assertThat(memory.taskHeap()).isEqualTo(896 * MEBI);
        assertThat(memory.managed()).isZero();
    }

    @Test
    void managedMemoryIsTakenFromTheTasksHeap() {
        TaskManagerMemory memory = TaskManagerMemory.from(settings("taskmanager.memory.managed.fraction", "0.4"));
        assertThat(memory.managed()).isEqualTo(512 * MEBI);
        assertThat(memory.taskHeap()).isEqualTo(384 * MEBI);
    }

    @Test
    void thePartsOfATaskManagerAddUpToItsProcess() {
        TaskManagerMemory memory = TaskManagerMemory.from(settings("taskmanager.memory.process.size", "5 gb"));
        long sum = memory.frameworkHeap() + memory.taskHeap() + memory.offHeap() + memory.managed() + memory.network();
        assertThat(sum + memory.outside().metaspace() + memory.outside().overhead())
                .isEqualTo(memory.process());
        JvmMemory jvm = memory.jvm();
        assertThat(jvm.heap() + jvm.direct() + jvm.metaspace()).isLessThan(memory.process());
    }

    @Test
    void aTooSmallTaskManagerIsRefusedWithTheLeastThatWorks() {
        assertThatThrownBy(() -> TaskManagerMemory.from(settings("taskmanager.memory.process.size", "512 mb")))
                .hasMessageContaining("taskmanager.memory.process.size is 512 mb, too small")
                .hasMessageContaining("set at least 768 mb");
        assertThat(TaskManagerMemory.from(settings("taskmanager.memory.process.size", "768 mb"))
                        .taskHeap())
                .isZero();
    }

    @Test
    void theDefaultMasterKeepsTheRestForItsHeap() {
        MasterMemory memory = MasterMemory.from(new Configuration());
        assertThat(memory.heap()).isEqualTo((1024 - 128 - 256 - 192) * MEBI);
        assertThat(memory.jvm().flags())
                .containsExactly("-Xms448m", "-Xmx448m", "-XX:MaxDirectMemorySize=128m", "-XX:MaxMetaspaceSize=256m");
    }

    @Test
    void aShareOutsideOfZeroToOneIsRefusedByItsKey() {
        assertThatThrownBy(() -> TaskManagerMemory.from(settings("taskmanager.memory.network.fraction", "1.5")))
                .hasMessage("taskmanager.memory.network.fraction is 1.5; a share must be at least 0 and below 1");
    }

    private static Configuration settings(String key, String value) {
        return Configuration.fromMap(Map.of(key, value));
    }
}
