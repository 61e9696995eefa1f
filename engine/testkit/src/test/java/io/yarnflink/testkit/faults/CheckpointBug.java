package io.yarnflink.testkit.faults;

import io.yarnflink.state.storage.CheckpointStorages;
import io.yarnflink.testkit.simulated.Wiring;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AcknowledgeCheckpoint;
import io.yarnflink.transport.protocol.AssignSplits;
import io.yarnflink.transport.protocol.NotifyCheckpoint;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.protocol.TriggerCheckpoint;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.Receiver;
import io.yarnflink.transport.rpc.RpcService;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** Engines whose checkpoints are wrong in one way each, bent like those of {@link PlantedBug}. */
public enum CheckpointBug implements Wiring {
    /** Tasks are told that a checkpoint is complete when it has only begun, and forget what they prepared. */
    COMPLETE_TOO_EARLY {
        @Override
        public RpcService jobManager(RpcService real) {
            return new TamperedRpc(real) {
                @Override
                public CompletableFuture<SpecificRecord> ask(
                        Address to, long epoch, SpecificRecord request, Duration timeout) {
                    CompletableFuture<SpecificRecord> answer = super.ask(to, epoch, request, timeout);
                    if (request instanceof TriggerCheckpoint trigger) {
                        answer.thenRun(() -> tell(
                                to,
                                epoch,
                                new NotifyCheckpoint(
                                        trigger.getJobId(),
                                        trigger.getExecutionIds(),
                                        trigger.getCheckpointId(),
                                        true)));
                    }
                    return answer;
                }
            };
        }
    },

    /** What tasks prepared for a checkpoint is dropped with it when it is given up. */
    COMMITTABLES_DROPPED_ON_ABORT {
        @Override
        public RpcService taskManager(RpcService real) {
            return new TamperedRpc(real) {
                private final Set<Long> aborted = new HashSet<>();

                @Override
                protected void receive(Receiver endpoint, long epoch, SpecificRecord message, Receiver.Reply reply) {
                    if (message instanceof NotifyCheckpoint notice && !notice.getCompleted()) {
                        aborted.add(notice.getCheckpointId());
                    }
                    super.receive(endpoint, epoch, message, reply);
                }

                @Override
                public CompletableFuture<SpecificRecord> ask(
                        Address to, long epoch, SpecificRecord request, Duration timeout) {
                    if (request instanceof AcknowledgeCheckpoint acknowledged) {
                        acknowledged.setCommits(acknowledged.getCommits().stream()
                                .filter(commit -> !aborted.contains(commit.getCheckpointId()))
                                .toList());
                    }
                    return super.ask(to, epoch, request, timeout);
                }
            };
        }
    },

    /** Tasks go on from the first checkpoint that there was, enumerators and commits from the latest. */
    OLD_CHECKPOINT_RESTORED {
        @Override
        public RpcService jobManager(RpcService real) {
            return new TamperedRpc(real) {
                private final Map<String, ByteBuffer> first = new HashMap<>();

                @Override
                public CompletableFuture<SpecificRecord> ask(
                        Address to, long epoch, SpecificRecord request, Duration timeout) {
                    if (request instanceof SubmitTask task) {
                        String subtask = task.getJobId() + task.getVertex() + "-" + task.getSubtask();
                        ByteBuffer known = first.get(subtask);
                        if (known != null) {
                            task.setRestore(known);
                        } else if (task.getRestore().hasRemaining()) {
                            first.put(subtask, task.getRestore());
                        }
                    }
                    return super.ask(to, epoch, request, timeout);
                }
            };
        }
    },

    /** A task hands in the snapshot of the checkpoint before. */
    SNAPSHOT_OF_BEFORE {
        @Override
        public RpcService taskManager(RpcService real) {
            return new TamperedRpc(real) {
                private final Map<String, ByteBuffer> before = new HashMap<>();
                private final Map<String, Long> latest = new HashMap<>();

                @Override
                public CompletableFuture<SpecificRecord> ask(
                        Address to, long epoch, SpecificRecord request, Duration timeout) {
                    if (request instanceof AcknowledgeCheckpoint acknowledged
                            && latest.getOrDefault(acknowledged.getExecutionId(), 0L)
                                    < acknowledged.getCheckpointId()) {
                        latest.put(acknowledged.getExecutionId(), acknowledged.getCheckpointId());
                        ByteBuffer now = acknowledged.getState();
                        acknowledged.setState(before.getOrDefault(acknowledged.getExecutionId(), now));
                        before.put(acknowledged.getExecutionId(), now);
                    }
                    return super.ask(to, epoch, request, timeout);
                }
            };
        }
    },

    /** Tasks begin anew after a failure, though there is a checkpoint. */
    STATE_FORGOTTEN {
        @Override
        public RpcService jobManager(RpcService real) {
            return new TamperedRpc(real) {
                @Override
                public CompletableFuture<SpecificRecord> ask(
                        Address to, long epoch, SpecificRecord request, Duration timeout) {
                    if (request instanceof SubmitTask task) {
                        task.setRestore(ByteBuffer.allocate(0));
                    }
                    return super.ask(to, epoch, request, timeout);
                }
            };
        }
    },

    /** The JobMaster hears nothing of what sinks prepared. */
    COMMITS_NOT_HEARD {
        @Override
        public RpcService jobManager(RpcService real) {
            return new TamperedRpc(real) {
                @Override
                protected void receive(Receiver endpoint, long epoch, SpecificRecord message, Receiver.Reply reply) {
                    if (message instanceof AcknowledgeCheckpoint acknowledged
                            && acknowledged.getCheckpointId() % 3 == 0) {
                        acknowledged.setCommits(List.of());
                    }
                    super.receive(endpoint, epoch, message, reply);
                }
            };
        }
    },

    /** A leader completes checkpoints though another has followed it: its folder is made again where that was closed. */
    NO_EPOCH_CHECK_ON_STORAGE {
        @Override
        public CheckpointStorages storage(CheckpointStorages real) {
            return folder -> new UnfencedStorage(real.open(folder));
        }
    },

    /** A checkpoint begins before its readers have the splits that were assigned to them: nobody's state has these. */
    SPLIT_LOST_AT_A_SNAPSHOT {
        @Override
        public RpcService jobManager(RpcService real) {
            return new TamperedRpc(real) {
                private final List<Runnable> late = new ArrayList<>();

                @Override
                public CompletableFuture<SpecificRecord> ask(
                        Address to, long epoch, SpecificRecord request, Duration timeout) {
                    if (request instanceof AssignSplits) {
                        late.add(() -> super.ask(to, epoch, request, timeout));
                        return CompletableFuture.completedFuture(new Ack());
                    }
                    CompletableFuture<SpecificRecord> answer = super.ask(to, epoch, request, timeout);
                    if (request instanceof TriggerCheckpoint) {
                        answer.thenRun(() -> {
                            late.forEach(Runnable::run);
                            late.clear();
                        });
                    }
                    return answer;
                }
            };
        }
    }
}
