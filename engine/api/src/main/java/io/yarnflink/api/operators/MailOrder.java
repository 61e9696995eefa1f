package io.yarnflink.api.operators;

/** The kinds of mail there are. */
enum MailOrder implements MailboxExecutor.MailOptions {
    URGENT,
    NORMAL,
    DEFERRABLE;

    @Override
    public boolean isDeferrable() {
        return this == DEFERRABLE;
    }

    @Override
    public boolean isUrgent() {
        return this == URGENT;
    }
}
