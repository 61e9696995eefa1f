package io.yarnflink.api.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final String SECOND_ATTEMPT = "container_e01_1699999999999_0007_02_000003";

    private final Set<String> marks = new HashSet<>();

    /** A process of which there may be several, that share their marks. */
    private final class Recorded implements FaultPlan.Victim {
        private final List<String> befell = new ArrayList<>();

        @Override
        public boolean mark(String name) {
            return marks.add(name);
        }

        @Override
        public void kill() {
            befell.add("kill");
        }

        @Override
        public void stop() {
            befell.add("stop");
        }
    }

    private List<String> after(String plan, String... points) {
        Recorded process = new Recorded();
        FaultPlan faults = FaultPlan.parse(plan, SECOND_ATTEMPT, process);
        List.of(points).forEach(faults::hit);
        return process.befell;
    }

    @Test
    void aFaultBefallsTheFirstProcessThatComesToItsPlaceOnce() {
        assertThat(after("A:kill", "B", "A", "A")).containsExactly("kill");
        assertThat(after("A:kill", "A")).isEmpty();
        assertThat(marks).containsExactly("A-1");
    }

    @Test
    void aFaultMayWaitForALaterHitAndComeSeveralTimes() {
        assertThat(after("A:stop:hit=3:times=2", "A", "A")).isEmpty();
        assertThat(after("A:stop:hit=3:times=2", "A", "A", "A", "A", "A")).containsExactly("stop", "stop");
    }

    @Test
    void aFaultMayConcernOneAttemptOrOneContainer() {
        assertThat(after("A:kill:attempt=1,A:stop:attempt=2", "A")).containsExactly("stop");
        assertThat(after("B:kill:container=2,B:stop:container=3", "B")).containsExactly("stop");
        assertThat(after("C:kill:attempt=2:container=4", "C")).isEmpty();
    }

    @Test
    void aFaultMayBeAnException() {
        assertThatThrownBy(() -> after("A:throw", "A")).hasMessage("fail point A");
        assertThatCode(() -> after("D:delay=1", "D")).doesNotThrowAnyException();
    }

    @Test
    void aPlanThatIsNotOneIsRefused() {
        for (String wrong :
                List.of("A", ":kill", "A:kil", "A:delay", "A:kill=3", "A:kill:hit", "A:kill:hit=x", "A:kill:on=1")) {
            assertThatThrownBy(() -> after(wrong, "A"))
                    .as(wrong)
                    .hasMessageContaining("the fault '" + wrong + "' cannot be understood");
        }
    }

    @Test
    void withoutAPlanNothingHappensAndNothingIsRefused() {
        assertThatCode(() -> {
                    FailPoint.hit("A1");
                    FailPoint.refuse(true);
                })
                .doesNotThrowAnyException();
    }
}
