package io.yarnflink.api.configuration;

import io.yarnflink.api.common.RecoveryClaimMode;
import java.util.List;

/** Options of what a new job goes on from. */
public class StateRecoveryOptions {
    public static final ConfigOption<String> SAVEPOINT_PATH = ConfigOptions.key("execution.state-recovery.path")
            .stringType()
            .noDefaultValue()
            .withDescription("The savepoint or retained checkpoint that the job goes on from; unset: it begins anew.");

    public static final ConfigOption<Boolean> SAVEPOINT_IGNORE_UNCLAIMED_STATE = ConfigOptions.key(
                    "execution.state-recovery.ignore-unclaimed-state")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether state is left behind that fits no operator of the job.");

    public static final ConfigOption<RecoveryClaimMode> RESTORE_MODE = ConfigOptions.key(
                    "execution.state-recovery.claim-mode")
            .enumType(RecoveryClaimMode.class)
            .defaultValue(RecoveryClaimMode.NO_CLAIM)
            .withDescription("Whose that savepoint is: with claim the job deletes it when it needs it no more.");

    public static final ConfigOption<Boolean> ALLOW_OLDER_CHECKPOINT = ConfigOptions.key(
                    "execution.state-recovery.allow-older-checkpoint")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether a job goes on from an older checkpoint when the newest one is corrupt: what was"
                    + " committed after that one comes twice.");

    static final List<ConfigOption<?>> ALL =
            List.of(SAVEPOINT_PATH, SAVEPOINT_IGNORE_UNCLAIMED_STATE, RESTORE_MODE, ALLOW_OLDER_CHECKPOINT);
}
