package io.yarnflink.transport.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.CancelJob;
import io.yarnflink.transport.protocol.CancelTask;
import io.yarnflink.transport.protocol.GetJob;
import io.yarnflink.transport.protocol.JobAccepted;
import io.yarnflink.transport.protocol.ListJobs;
import io.yarnflink.transport.protocol.ShutDown;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.Receiver;
import io.yarnflink.transport.rpc.RpcException;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointTest {
    private static final Address PEER = new Address("there", 2, "peer");

    private final BlockingQueue<Throwable> fatal = new LinkedBlockingQueue<>();
    private final DedicatedMainThread mainThread = new DedicatedMainThread("endpoint-main", fatal::add);
    private final ScriptedRpc rpc = new ScriptedRpc();
    private final Probe probe = new Probe(rpc, mainThread);

    @BeforeEach
    void start() {
        probe.listen();
    }

    @AfterEach
    void end() {
        mainThread.close();
        assertThat(fatal).isEmpty();
    }

    @Test
    void aMessageOfTheSameEpochIsHandledOnTheMainThread() throws Exception {
        assertThat(deliver(5, new ShutDown("done")).get(10, TimeUnit.SECONDS)).isInstanceOf(Ack.class);
        assertThat(probe.handled).containsExactly("ShutDown on endpoint-main");
    }

    @Test
    void aStaleEpochIsRefusedByName() {
        assertThat(refusal(deliver(4, new ShutDown("old")))).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(RpcException.Code.STALE_EPOCH);
            assertThat(refusal)
                    .hasMessageContaining("probe")
                    .hasMessageContaining("5")
                    .hasMessageContaining("4");
        });
        assertThat(probe.handled).isEmpty();
    }

    @Test
    void aClientWithoutAnEpochIsServed() throws Exception {
        assertThat(deliver(RpcService.NO_EPOCH, new ShutDown("client")).get(10, TimeUnit.SECONDS))
                .isInstanceOf(Ack.class);
    }

    @Test
    void aNewerEpochIsAdoptedBeforeItsMessageIsHandled() throws Exception {
        deliver(6, new ShutDown("new")).get(10, TimeUnit.SECONDS);
        assertThat(probe.newer).containsExactly(6L);
        assertThat(refusal(deliver(5, new ShutDown("old"))).code()).isEqualTo(RpcException.Code.STALE_EPOCH);
    }

    @Test
    void whoStepsDownForANewerEpochDoesNotHandleItsMessage() {
        probe.adopts = false;
        assertThat(refusal(deliver(6, new ShutDown("new")))).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(RpcException.Code.REFUSED);
            assertThat(refusal).hasMessageContaining("newer leader, epoch 6");
        });
        assertThat(probe.handled).isEmpty();
    }

    @Test
    void aHandlersUnexpectedExceptionIsFatalAndSaysWhereAndWhat() throws Exception {
        assertThat(refusal(deliver(5, new CancelTask("e1")))).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(RpcException.Code.REFUSED);
            assertThat(refusal).hasMessageContaining("probe").hasMessageContaining("CancelTask");
            assertThat(refusal).hasMessageContaining("no task e1");
        });
        assertThat(nextFatal())
                .hasMessageContaining("probe failed on CancelTask")
                .hasMessageContaining("no task e1");
    }

    @Test
    void aHandlersUnexpectedLateFailureIsFatalToo() throws Exception {
        CompletableFuture<SpecificRecord> answer = deliver(5, new CancelJob("j1"));
        mainThread.execute(() -> probe.later.completeExceptionally(new IllegalStateException("gone")));
        assertThat(refusal(answer)).hasMessageContaining("gone");
        assertThat(refusal(answer).code()).isEqualTo(RpcException.Code.REFUSED);
        assertThat(nextFatal())
                .hasMessageContaining("probe failed on CancelJob")
                .hasMessageContaining("gone");
    }

    @Test
    void aHandlersLateRefusalIsNotFatal() {
        CompletableFuture<SpecificRecord> answer = deliver(5, new CancelJob("j1"));
        RpcException late = new RpcException(RpcException.Code.UNREACHABLE, "it left");
        mainThread.execute(() -> probe.later.completeExceptionally(new CompletionException(late)));
        assertThat(refusal(answer)).isSameAs(late);
    }

    @Test
    void whatEscapesFromTheHandlingOfAnAnswerIsFatal() throws Exception {
        onMain(() -> probe.ask(PEER, new GetJob("j"), Ack.class).whenComplete((ack, failure) -> {
            throw new IllegalStateException("answered with " + failure);
        }));
        nextSent().answer().completeExceptionally(new RpcException(RpcException.Code.TIMEOUT, "late"));
        assertThat(nextFatal()).hasMessageContaining("answered with").hasMessageContaining("late");
    }

    @Test
    void whatEscapesFromTheHandlingOfAPatientAnswerIsFatal() throws Exception {
        PatientAsk patient = new PatientAsk(mainThread, new PatientAsk.Sender() {
            @Override
            public <R extends SpecificRecord> CompletableFuture<R> ask(
                    Address to, SpecificRecord request, Class<R> as) {
                return probe.ask(to, request, as);
            }
        });
        onMain(() -> patient.untilAnswered(PEER, new GetJob("j"), Ack.class, () -> true)
                .thenApply(ack -> "done")
                .thenAccept(done -> {
                    throw new IllegalStateException("handled " + done);
                }));
        nextSent().answer().complete(new Ack());
        assertThat(nextFatal()).hasMessageContaining("handled done");
    }

    @Test
    void aHandlersRpcExceptionKeepsItsCode() {
        assertThat(refusal(deliver(5, new GetJob("j1"))).code()).isEqualTo(RpcException.Code.NO_ENDPOINT);
    }

    @Test
    void anUnknownMessageIsRefusedByItsName() {
        assertThat(refusal(deliver(5, new ListJobs()))).hasMessageContaining("probe does not handle ListJobs");
    }

    @Test
    void answersAndFailuresArriveOnTheMainThread() throws Exception {
        CompletableFuture<String> answered = new CompletableFuture<>();
        onMain(() -> probe.ask(PEER, new GetJob("j"), Ack.class).thenAccept(ack -> answered.complete(threadName())));
        ScriptedRpc.Sent sent = nextSent();
        assertThat(sent.epoch()).isEqualTo(5);
        sent.answer().complete(new Ack());
        assertThat(answered.get(10, TimeUnit.SECONDS)).isEqualTo("endpoint-main");

        CompletableFuture<String> failed = new CompletableFuture<>();
        onMain(() -> probe.ask(PEER, new GetJob("j"), Ack.class)
                .whenComplete((ack, failure) -> failed.complete(failure.getMessage() + " on " + threadName())));
        nextSent().answer().completeExceptionally(new RpcException(RpcException.Code.TIMEOUT, "late"));
        assertThat(failed.get(10, TimeUnit.SECONDS)).isEqualTo("late on endpoint-main");
    }

    @Test
    void anAnswerOfTheWrongTypeFailsOnlyItsRequest() throws Exception {
        CompletableFuture<Ack> ask = onMain(() -> probe.ask(PEER, new GetJob("j"), Ack.class));
        nextSent().answer().complete(new JobAccepted("j"));
        assertThatThrownBy(() -> ask.get(10, TimeUnit.SECONDS))
                .hasMessageContaining("peer@there:2 answered GetJob with JobAccepted instead of Ack");
    }

    @Test
    void askingFromAnotherThreadFailsAtOnce() {
        assertThatThrownBy(() -> probe.ask(PEER, new GetJob("j"), Ack.class)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> probe.tell(PEER, new GetJob("j"))).isInstanceOf(IllegalStateException.class);
        assertThat(rpc.sent).isEmpty();
    }

    private CompletableFuture<SpecificRecord> deliver(long epoch, SpecificRecord message) {
        CompletableFuture<SpecificRecord> answer = new CompletableFuture<>();
        Objects.requireNonNull(rpc.receivers.get("probe")).receive(epoch, message, new Receiver.Reply() {
            @Override
            public void succeed(SpecificRecord given) {
                answer.complete(given);
            }

            @Override
            public void fail(RpcException cause) {
                answer.completeExceptionally(cause);
            }
        });
        return answer;
    }

    private static RpcException refusal(CompletableFuture<SpecificRecord> answer) {
        try {
            throw new AssertionError("Answered " + answer.get(10, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return (RpcException) Objects.requireNonNull(e.getCause());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private <T> T onMain(Callable<T> call) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        mainThread.execute(() -> {
            try {
                result.complete(call.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result.get(10, TimeUnit.SECONDS);
    }

    private ScriptedRpc.Sent nextSent() throws InterruptedException {
        return Objects.requireNonNull(rpc.sent.poll(10, TimeUnit.SECONDS), "nothing was sent");
    }

    private Throwable nextFatal() throws InterruptedException {
        return Objects.requireNonNull(fatal.poll(10, TimeUnit.SECONDS), "nothing was fatal");
    }

    private static String threadName() {
        return Thread.currentThread().getName();
    }

    /** An endpoint of epoch 5 that handles a few messages in each possible way. */
    private static final class Probe extends Endpoint {
        final List<String> handled = new ArrayList<>();
        final List<Long> newer = new ArrayList<>();
        final CompletableFuture<Ack> later = new CompletableFuture<>();
        volatile boolean adopts = true;
        private long epoch = 5;

        Probe(RpcService rpc, MainThread mainThread) {
            super("probe", rpc, mainThread, Duration.ofSeconds(1));
            on(ShutDown.class, message -> {
                handled.add("ShutDown on " + threadName());
                return CompletableFuture.completedFuture(new Ack());
            });
            on(CancelTask.class, message -> {
                throw new IllegalArgumentException("no task " + message.getExecutionId());
            });
            on(CancelJob.class, message -> later);
            on(GetJob.class, message -> {
                throw new RpcException(RpcException.Code.NO_ENDPOINT, "no such job");
            });
        }

        @Override
        protected long epoch() {
            return epoch;
        }

        @Override
        protected boolean onNewerEpoch(long given) {
            newer.add(given);
            epoch = adopts ? given : epoch;
            return adopts;
        }
    }
}
