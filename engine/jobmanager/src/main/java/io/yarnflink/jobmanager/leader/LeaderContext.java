package io.yarnflink.jobmanager.leader;

import io.yarnflink.api.time.Clock;
import io.yarnflink.transport.events.EventLog;
import io.yarnflink.transport.rpc.RpcService;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the endpoints of one JobManager share. {@code superseded} hears why this leader is none any more, because there
 * is a newer one.
 */
public record LeaderContext(
        long epoch, RpcService rpc, Clock clock, EventLog events, Duration askTimeout, Consumer<String> superseded) {}
