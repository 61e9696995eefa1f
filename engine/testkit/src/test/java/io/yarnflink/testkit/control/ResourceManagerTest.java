package io.yarnflink.testkit.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.jobmanager.resources.ResourceConfig;
import io.yarnflink.jobmanager.resources.StartConfig;
import io.yarnflink.testkit.simulation.ContainerConditions;
import io.yarnflink.testkit.simulation.NetworkConditions;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import io.yarnflink.transport.protocol.OfferSlots;
import io.yarnflink.transport.protocol.SlotsUnavailable;
import io.yarnflink.transport.protocol.TaskManagerLost;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResourceManagerTest {
    private static final Duration SESSION_IDLE = Duration.ofSeconds(30);

    private final ControlPlane plane = new ControlPlane(ContainerConditions.good(), ControlPlane.resources(2));

    @Test
    void missingSlotsBecomeContainersWhoseSlotsAreOfferedToTheJob() {
        FakeJobMaster job = job(plane, "a");
        job.declare(3);
        plane.until("3 slots", () -> job.slots.size() == 3);
        assertThat(plane.containers.granted()).isEqualTo(2);
        assertThat(job.slots.values().stream().map(OfferSlots::getTaskManagerId).distinct())
                .hasSize(2);
        assertThat(plane.events)
                .extracting(LifecycleEvent::step)
                .contains(LifecycleStep.CONTAINERS_REQUESTED, LifecycleStep.CONTAINER_STARTED)
                .contains(LifecycleStep.TM_STARTED, LifecycleStep.TM_REGISTERED);
    }

    @Test
    void taskManagersEndAtOnceWhenTheirOnlyJobDoes() {
        FakeJobMaster job = job(plane, "a");
        job.declare(4);
        plane.until("4 slots", () -> job.slots.size() == 4);
        job.finish();
        plane.until("nothing left", () -> plane.containers.running().isEmpty());
        assertThat(plane.taskExecutors.values())
                .allSatisfy(executor -> assertThat(executor.freed).hasSize(2));
    }

    @Test
    void inASessionTheNextJobTakesTheSlotsThatTheLastOneLeft() {
        ControlPlane session = new ControlPlane(
                ContainerConditions.good(), ControlPlane.resources(2).withIdleTimeout(SESSION_IDLE));
        FakeJobMaster first = job(session, "a");
        first.declare(2);
        session.until("2 slots", () -> first.slots.size() == 2);
        first.finish();
        session.simulation.runFor(SESSION_IDLE.dividedBy(2));
        FakeJobMaster second = job(session, "b");
        second.declare(2);
        session.until("2 slots", () -> second.slots.size() == 2);
        session.simulation.runFor(SESSION_IDLE.multipliedBy(2));
        assertThat(session.containers.granted()).isEqualTo(1);
        assertThat(session.containers.running()).hasSize(1);
        second.finish();
        session.until(
                "idle TaskManagers end",
                SESSION_IDLE.multipliedBy(2),
                () -> session.containers.running().isEmpty());
    }

    @Test
    void aDeadTaskManagerIsReplacedAndItsJobIsTold() {
        FakeJobMaster job = job(plane, "a");
        job.declare(2);
        plane.until("2 slots", () -> job.slots.size() == 2);
        plane.living().get(0).process().die();
        plane.until("loss is told", Duration.ofSeconds(3), () -> !job.lost.isEmpty());
        plane.until("2 new slots", () -> job.slots.size() == 2);
        assertThat(job.lost).extracting(TaskManagerLost::getTaskManagerId).containsExactly("container_001");
        assertThat(job.lost).extracting(TaskManagerLost::getCode).containsExactly("TASK_MANAGER_LOST");
    }

    @Test
    void aTaskManagerThatDiesWithItsHostIsFoundByItsSilence() {
        plane.network.setConditions(new NetworkConditions(Duration.ofNanos(50_000), Duration.ofMillis(1), 0, 0));
        FakeJobMaster job = job(plane, "a");
        job.declare(2);
        plane.until("2 slots", () -> job.slots.size() == 2);
        plane.living().get(0).process().die();
        plane.until("loss is told", Duration.ofSeconds(15), () -> !job.lost.isEmpty());
        assertThat(job.lost).hasSize(1);
    }

    @Test
    void aLeaderWhoseHeartbeatsAreRefusedAsStaleStepsDown() {
        FakeJobMaster job = job(plane, "a");
        job.declare(2);
        plane.until("2 slots", () -> job.slots.size() == 2);
        assertThat(plane.superseded).isEmpty();
        plane.living().get(0).epoch = ControlPlane.EPOCH + 1;
        plane.until("superseded", Duration.ofSeconds(3), () -> !plane.superseded.isEmpty());
        assertThat(plane.superseded.get(0)).contains("follows a newer leader");
    }

    @Test
    void taskManagersOfAnEarlierLeaderAreTakenOverInsteadOfNewOnes() {
        plane.simulation.runFor(Duration.ofMillis(1));
        plane.containers.inherit("earlier-1", false);
        plane.containers.inherit("earlier-2", false);
        FakeJobMaster job = job(plane, "a");
        job.declare(3);
        plane.until("3 slots", () -> job.slots.size() == 3);
        assertThat(plane.containers.granted()).isZero();
    }

    @Test
    void aContainerOfAnEarlierLeaderWhoseTaskManagerDoesNotComeIsReplaced() {
        plane.simulation.runFor(Duration.ofMillis(1));
        FakeJobMaster job = job(plane, "a");
        plane.containers.inherit("earlier-1", true);
        job.declare(2);
        plane.until("2 slots", () -> job.slots.size() == 2);
        assertThat(plane.containers.running()).containsExactly("container_001");
        assertThat(plane.simulation.nowNanos())
                .isGreaterThan(Duration.ofSeconds(20).toNanos());
        assertThat(job.unavailable).isEmpty();
    }

    @Test
    void taskManagersOfAnEarlierLeaderWaitForTheJobToSayWhatItNeeds() {
        plane.simulation.runFor(Duration.ofMillis(1));
        plane.containers.inherit("earlier-1", false);
        FakeJobMaster job = job(plane, "a");
        plane.simulation.runFor(Duration.ofSeconds(5));
        job.declare(2);
        plane.until("2 slots", () -> job.slots.size() == 2);
        assertThat(plane.containers.granted()).isZero();
    }

    @Test
    void aRedundantTaskManagerIsThereBeforeAnotherOneIsLost() {
        Duration slowly = Duration.ofSeconds(10);
        ControlPlane safe = new ControlPlane(
                new ContainerConditions(slowly, slowly, slowly, 0, 0),
                ControlPlane.resources(1).withRedundant(1));
        FakeJobMaster job = job(safe, "a");
        job.declare(2);
        safe.until("2 slots", () -> job.slots.size() == 2);
        safe.until("one is spare", () -> safe.living().size() == 3);
        String victim = job.slots.values().iterator().next().getTaskManagerId();
        safe.living().stream()
                .filter(executor -> executor.id().equals(victim))
                .forEach(executor -> executor.process().die());
        long died = safe.simulation.nowNanos();
        safe.until("loss is told", Duration.ofSeconds(3), () -> !job.lost.isEmpty());
        safe.until("the spare one is used", () -> job.slots.size() == 2);
        assertThat(Duration.ofNanos(safe.simulation.nowNanos() - died)).isLessThan(Duration.ofSeconds(2));
        safe.until("another one is spare", () -> safe.living().size() == 3);
        job.finish();
        safe.until("nothing left", () -> safe.containers.running().isEmpty());
    }

    @Test
    void surplusContainersGoBack() {
        ControlPlane generous = new ControlPlane(
                new ContainerConditions(Duration.ofMillis(1), Duration.ofMillis(9), Duration.ofMillis(90), 1, 0),
                ControlPlane.resources(1));
        FakeJobMaster job = job(generous, "a");
        job.declare(2);
        generous.until("2 slots", () -> job.slots.size() == 2);
        generous.simulation.runFor(Duration.ofSeconds(5));
        assertThat(generous.containers.granted()).isGreaterThan(2);
        assertThat(generous.containers.running()).hasSize(2);
    }

    @Test
    void aJobHearsWhenContainersKeepFailingToStart() {
        ControlPlane broken = new ControlPlane(
                new ContainerConditions(Duration.ofMillis(1), Duration.ofMillis(9), Duration.ofMillis(90), 0, 1),
                ControlPlane.resources(1));
        FakeJobMaster job = job(broken, "a");
        job.declare(2);
        broken.until("given up", () -> !job.unavailable.isEmpty());
        broken.simulation.runFor(Duration.ofSeconds(5));
        assertThat(broken.containers.granted()).isLessThanOrEqualTo(4);
        assertThat(broken.containers.running()).isEmpty();
        SlotsUnavailable told = job.unavailable.get(0);
        assertThat(told.getCode()).isEqualTo("TASK_MANAGER_LOST");
        assertThat(told.getCause())
                .contains("3 containers in a row failed to start")
                .contains("exited with status 1");
    }

    @Test
    void noContainersAreAskedForWhileTooManyFailToStart() {
        ResourceConfig standard = ControlPlane.resources(1);
        ControlPlane broken = new ControlPlane(
                new ContainerConditions(Duration.ofMillis(1), Duration.ofMillis(9), Duration.ofMillis(90), 0, 1),
                new ResourceConfig(
                        1,
                        0,
                        new StartConfig(1000, 4, Duration.ofSeconds(20), Duration.ofSeconds(20)),
                        standard.slotRequestTimeout(),
                        standard.idleTimeout(),
                        standard.stopGrace(),
                        standard.heartbeat()));
        FakeJobMaster job = job(broken, "a");
        job.declare(1);
        broken.simulation.runFor(Duration.ofSeconds(15));
        assertThat(broken.containers.granted()).isEqualTo(5);
        broken.simulation.runFor(Duration.ofSeconds(20));
        assertThat(broken.containers.granted()).as("each pause allows one try").isEqualTo(6);
    }

    @Test
    void aJobHearsHowManySlotsItGotWhenTheRestDoesNotCome() {
        plane.containers.limit(1);
        FakeJobMaster job = job(plane, "a");
        job.declare(4);
        plane.until("given up", Duration.ofSeconds(62), () -> !job.unavailable.isEmpty());
        SlotsUnavailable told = job.unavailable.get(0);
        assertThat(told.getCode()).isEqualTo("RESOURCES");
        assertThat(told.getCause()).contains("asked for 4 slots, got 2 within 60 s");
        job.finish();
        plane.until("nothing left", () -> plane.containers.running().isEmpty());
    }

    @Test
    void aRefusalByYarnReachesTheJobAsItIs() {
        plane.containers.limit(0);
        FakeJobMaster job = job(plane, "a");
        job.declare(1);
        plane.simulation.runFor(Duration.ofSeconds(1));
        plane.containers.refuse("queue 'root.small' allows no containers", "RESOURCES");
        plane.until("told", () -> !job.unavailable.isEmpty());
        assertThat(job.unavailable.get(0).getCause()).isEqualTo("queue 'root.small' allows no containers");
    }

    @Test
    void aSlotThatItsJobDidNotKeepIsOfferedAgain() {
        FakeJobMaster job = job(plane, "a");
        job.accepts = false;
        job.declare(1);
        plane.until("a TaskManager", () -> !plane.living().isEmpty());
        plane.simulation.runFor(Duration.ofSeconds(3));
        assertThat(job.slots).isEmpty();
        job.accepts = true;
        plane.until("the slot", () -> job.slots.size() == 1);
        assertThat(plane.containers.granted()).isEqualTo(1);
    }

    @Test
    void slotsThatATaskManagerRefusesToGiveAreAskedForInPeace() {
        ControlPlane session = new ControlPlane(
                ContainerConditions.good(), ControlPlane.resources(2).withIdleTimeout(SESSION_IDLE));
        FakeJobMaster first = job(session, "a");
        first.declare(2);
        session.until("2 slots", () -> first.slots.size() == 2);
        first.finish();
        FakeTaskExecutor executor = session.living().get(0);
        executor.refusesOffers = true;
        FakeJobMaster second = job(session, "b");
        for (int declaration = 0; declaration < 20; declaration++) {
            second.declare(2);
            session.simulation.runFor(Duration.ofMillis(70));
        }
        executor.refusedOffers = 0;
        session.simulation.runFor(Duration.ofSeconds(20));
        assertThat(executor.refusedOffers).isBetween(19, 45);
        executor.refusesOffers = false;
        session.until("2 slots", () -> second.slots.size() == 2);
    }

    @Test
    void shuttingDownEndsEverything() {
        FakeJobMaster job = job(plane, "a");
        job.declare(5);
        plane.until("the first slot", () -> !job.slots.isEmpty());
        var ended = plane.jobManager.shutDown("the application ends");
        plane.until("ended", ended::isDone);
        plane.simulation.runFor(Duration.ofSeconds(10));
        assertThat(plane.containers.running()).isEmpty();
        assertThat(plane.living()).isEmpty();
    }

    @Test
    void everythingComesAboutAlthoughMessagesGetLost() {
        ControlPlane lossy = new ControlPlane(ContainerConditions.good(), ControlPlane.resources(2));
        lossy.network.setConditions(new NetworkConditions(Duration.ofNanos(50_000), Duration.ofMillis(50), 0.2, 1));
        FakeJobMaster job = job(lossy, "a");
        job.declare(6);
        lossy.until("6 slots", () -> job.slots.size() == 6);
        job.finish();
        lossy.until("nothing left", () -> lossy.containers.running().isEmpty());
        assertThat(lossy.network.messagesLost()).isPositive();
    }

    private static FakeJobMaster job(ControlPlane plane, String id) {
        return new FakeJobMaster(id, plane.process, plane.context);
    }
}
