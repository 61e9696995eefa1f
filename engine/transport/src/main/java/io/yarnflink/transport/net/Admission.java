package io.yarnflink.transport.net;

import io.yarnflink.transport.security.ApplicationSecret;
import io.yarnflink.transport.security.Protocol;
import java.security.SecureRandom;

/** What a port asks of those who connect. */
public record Admission(
        Protocol protocol,
        ApplicationSecret secret,
        SecureRandom random,
        HandshakeBudget budget,
        PeerFaultLog faults) {}
