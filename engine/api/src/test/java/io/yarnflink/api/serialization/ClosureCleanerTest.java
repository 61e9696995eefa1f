package io.yarnflink.api.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import org.junit.jupiter.api.Test;

class ClosureCleanerTest {
    private final Object unserializable = new Object();

    /** Something that a program hands over. */
    private interface Task extends Serializable {
        String run();
    }

    @Test
    void anAnonymousClassLetsGoOfTheObjectThatItDoesNotUse() {
        Task task = new Task() {
            @Override
            public String run() {
                return "done";
            }
        };
        assertThat(copy(ClosureCleaner.clean(task)).run()).isEqualTo("done");
    }

    @Test
    void whatItUsesStaysAndIsNamed() {
        Task task = new Task() {
            @Override
            public String run() {
                return unserializable.toString();
            }
        };
        Task cleaned = ClosureCleaner.clean(task);
        assertThat(cleaned.run()).isNotEmpty();
        assertThatThrownBy(() -> copy(cleaned)).hasMessageContaining("this$0");
    }

    @Test
    void whatAClassInsideItUsesStaysToo() {
        Task task = new Task() {
            @Override
            public String run() {
                return new Task() {
                    @Override
                    public String run() {
                        return unserializable.toString();
                    }
                }.run();
            }
        };
        assertThat(ClosureCleaner.clean(task).run()).isNotEmpty();
    }

    @Test
    void functionsInFieldsAreCleanedAsWell() {
        Task inner = new Task() {
            @Override
            public String run() {
                return "inner";
            }
        };
        Task lambda = () -> inner.run() + "!";
        assertThat(copy(ClosureCleaner.clean(lambda)).run()).isEqualTo("inner!");
    }

    private static Task copy(Task task) {
        byte[] bytes = UserCode.serialize(task, "The task");
        return UserCode.deserialize(bytes, ClosureCleanerTest.class.getClassLoader(), Task.class);
    }
}
