package io.yarnflink.am;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.taskmanager.LeaderDirectory.Leader;
import io.yarnflink.transport.rpc.Address;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextLeadersTest {
    private static final Leader FIRST = leader(2);

    private final List<Runnable> opened = new ArrayList<>();
    private Optional<Leader> word = Optional.empty();
    private boolean away;
    private final NextLeaders leaders = new NextLeaders(FIRST, this::open, Runnable::run);

    private static Leader leader(long epoch) {
        return new Leader(epoch, new Address("host-" + epoch, 1, "resourcemanager"));
    }

    private NextLeaders.Word open(Runnable news) throws IOException {
        if (away) {
            throw new IOException("away");
        }
        opened.add(news);
        return () -> word;
    }

    @Test
    void theFirstLeaderIsKnownWithoutAskingAnybody() throws Exception {
        assertThat(leaders.newest().get()).isEqualTo(FIRST);
        assertThat(opened).isEmpty();
    }

    @Test
    void laterOnesAreAskedForInOnePlaceThatIsOpenedOnce() throws Exception {
        leaders.newest();
        assertThat(leaders.newest().get()).as("no word").isEqualTo(FIRST);
        word = Optional.of(leader(3));
        assertThat(leaders.newest().get()).isEqualTo(leader(3));
        assertThat(opened).hasSize(1);
    }

    /** A TaskManager of the second attempt may see what the first one has left. */
    @Test
    void anEarlierLeaderThanTheFirstIsNoLeader() throws Exception {
        leaders.newest();
        word = Optional.of(leader(1));
        assertThat(leaders.newest().get()).isEqualTo(FIRST);
    }

    @Test
    void aPlaceThatIsAwayIsTriedAgain() throws Exception {
        leaders.newest();
        away = true;
        assertThat(leaders.newest()).isCompletedExceptionally();
        away = false;
        word = Optional.of(leader(3));
        assertThat(leaders.newest().get()).isEqualTo(leader(3));
    }

    @Test
    void newsOfTheOpenedPlaceMakesTheTaskManagerLook() {
        List<String> looks = new ArrayList<>();
        leaders.onNews(() -> looks.add("look"));
        leaders.newest();
        leaders.newest();
        opened.get(0).run();
        assertThat(looks).hasSize(1);
    }
}
