package io.yarnflink.testkit.faults;

import io.yarnflink.jobmanager.resources.ContainerProvider;
import io.yarnflink.testkit.simulated.Wiring;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AssignSplits;
import io.yarnflink.transport.protocol.FreeSlot;
import io.yarnflink.transport.protocol.Heartbeat;
import io.yarnflink.transport.protocol.OfferCollected;
import io.yarnflink.transport.protocol.OfferSlots;
import io.yarnflink.transport.protocol.SlotOffer;
import io.yarnflink.transport.protocol.SlotsAccepted;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.protocol.TaskStateChanged;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.Receiver;
import io.yarnflink.transport.rpc.RpcException;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** Engines with a bug each: what the real one does is bent on its way in or out, so that it looks as if it were wrong. */
public enum PlantedBug implements Wiring {
    /** A TaskManager takes orders from a leader that was followed by another. */
    STALE_EPOCH_ACCEPTED {
        @Override
        public RpcService taskManager(RpcService real) {
            return new TamperedRpc(real) {
                @Override
                protected void receive(Receiver endpoint, long epoch, SpecificRecord message, Receiver.Reply reply) {
                    endpoint.receive(NO_EPOCH, message, reply);
                }
            };
        }
    },

    /** A TaskManager says that it freed a slot, and keeps it. */
    SLOT_NOT_FREED {
        @Override
        public RpcService taskManager(RpcService real) {
            return new TamperedRpc(real) {
                @Override
                protected void receive(Receiver endpoint, long epoch, SpecificRecord message, Receiver.Reply reply) {
                    if (message instanceof FreeSlot) {
                        reply.succeed(new Ack());
                    } else {
                        super.receive(endpoint, epoch, message, reply);
                    }
                }
            };
        }
    },

    /** The ResourceManager lets a container be that it needs no more, and relies on its TaskManager to end. */
    CONTAINER_NOT_RETURNED {
        @Override
        public ContainerProvider containers(ContainerProvider real) {
            return new ContainerProvider() {
                @Override
                public void start(Listener listener) {
                    real.start(listener);
                }

                @Override
                public void want(int containers) {
                    real.want(containers);
                }

                @Override
                public void launch(String containerId) {
                    real.launch(containerId);
                }

                @Override
                public void release(String containerId) {
                    // The bug.
                }
            };
        }
    },

    /** The JobManager takes the answer to an earlier heartbeat for that to the next one. */
    SILENCE_IGNORED {
        @Override
        public RpcService jobManager(RpcService real) {
            return new TamperedRpc(real) {
                private final Map<Address, SpecificRecord> answers = new HashMap<>();

                @Override
                public CompletableFuture<SpecificRecord> ask(
                        Address to, long epoch, SpecificRecord request, Duration timeout) {
                    CompletableFuture<SpecificRecord> answer = super.ask(to, epoch, request, timeout);
                    if (!(request instanceof Heartbeat)) {
                        return answer;
                    }
                    answer.thenAccept(given -> answers.put(to, given));
                    return answers.containsKey(to) ? CompletableFuture.completedFuture(answers.get(to)) : answer;
                }
            };
        }
    },

    /** A TaskManager starts a task again whose order it got twice. */
    DEPLOYMENT_REPEATED {
        @Override
        public RpcService taskManager(RpcService real) {
            return new TamperedRpc(real) {
                private final Set<String> started = new HashSet<>();

                @Override
                protected void receive(Receiver endpoint, long epoch, SpecificRecord message, Receiver.Reply reply) {
                    if (message instanceof SubmitTask task && !started.add(task.getExecutionId())) {
                        task.setExecutionId(task.getExecutionId() + " again");
                    }
                    super.receive(endpoint, epoch, message, reply);
                }
            };
        }
    },

    /** A JobMaster says that it took a slot which it does not have. */
    OFFER_TAKEN_AND_FORGOTTEN {
        @Override
        public RpcService jobManager(RpcService real) {
            return new TamperedRpc(real) {
                private final Set<String> forgotten = new HashSet<>();

                @Override
                protected void receive(Receiver endpoint, long epoch, SpecificRecord message, Receiver.Reply reply) {
                    if (message instanceof OfferSlots offer && forgotten.add(offer.getTaskManagerId())) {
                        reply.succeed(new SlotsAccepted(offer.getSlots().stream()
                                .map(SlotOffer::getAllocationId)
                                .toList()));
                    } else {
                        super.receive(endpoint, epoch, message, reply);
                    }
                }
            };
        }
    },

    /** A reader reads splits again which it was assigned twice. */
    SPLITS_READ_AGAIN {
        @Override
        public RpcService taskManager(RpcService real) {
            return new TamperedRpc(real) {
                private final Map<String, Long> next = new HashMap<>();

                @Override
                protected void receive(Receiver endpoint, long epoch, SpecificRecord message, Receiver.Reply reply) {
                    if (message instanceof AssignSplits splits) {
                        splits.setSequence(next.merge(splits.getExecutionId(), 1L, Long::sum));
                    }
                    super.receive(endpoint, epoch, message, reply);
                }
            };
        }
    },

    /** A JobMaster takes records again which it was offered twice. */
    RESULTS_TAKEN_AGAIN {
        @Override
        public RpcService jobManager(RpcService real) {
            return new TamperedRpc(real) {
                private final Map<String, Long> ends = new HashMap<>();

                @Override
                protected void receive(Receiver endpoint, long epoch, SpecificRecord message, Receiver.Reply reply) {
                    if (message instanceof OfferCollected offer) {
                        String result = offer.getJobId() + offer.getResultId() + offer.getSubtask();
                        long records = offer.getRecords().size();
                        offer.setOffset(ends.merge(result, records, Long::sum) - records);
                    }
                    super.receive(endpoint, epoch, message, reply);
                }
            };
        }
    },

    /** A JobMaster overhears that a task failed. */
    FAILURE_OVERHEARD {
        @Override
        public RpcService jobManager(RpcService real) {
            return new TamperedRpc(real) {
                @Override
                protected void receive(Receiver endpoint, long epoch, SpecificRecord message, Receiver.Reply reply) {
                    if (message instanceof TaskStateChanged change
                            && change.getState().equals("FAILED")) {
                        reply.succeed(new Ack());
                    } else {
                        super.receive(endpoint, epoch, message, reply);
                    }
                }
            };
        }
    },

    /** What is not answered in time is given up at once. */
    NEVER_ASKED_AGAIN {
        @Override
        public RpcService jobManager(RpcService real) {
            return new TamperedRpc(real) {
                @Override
                public CompletableFuture<SpecificRecord> ask(
                        Address to, long epoch, SpecificRecord request, Duration timeout) {
                    return super.ask(to, epoch, request, timeout).exceptionallyCompose(failure -> {
                        boolean silent =
                                failure instanceof RpcException silence && silence.code() == RpcException.Code.TIMEOUT;
                        return CompletableFuture.failedFuture(
                                silent ? new RpcException(RpcException.Code.REFUSED, "no answer, given up") : failure);
                    });
                }
            };
        }
    }
}
