package io.yarnflink.api.windowing.triggers;

/** What happens to a window. */
public enum TriggerResult {
    /** Nothing. */
    CONTINUE(false, false),
    /** Its contents are handled and dropped. */
    FIRE_AND_PURGE(true, true),
    /** Its contents are handled and stay. */
    FIRE(true, false),
    /** Its contents are dropped. */
    PURGE(false, true);

    private final boolean fire;
    private final boolean purge;

    TriggerResult(boolean fire, boolean purge) {
        this.fire = fire;
        this.purge = purge;
    }

    public boolean isFire() {
        return fire;
    }

    public boolean isPurge() {
        return purge;
    }
}
