package io.yarnflink.transport.endpoint;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * An answer to come. What escapes from an action that waits for it is fatal to the main thread, where a plain future would
 * keep it to itself.
 */
final class Answer<T> extends CompletableFuture<T> {
    private final MainThread mainThread;

    Answer(MainThread mainThread) {
        this.mainThread = mainThread;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new Answer<>(mainThread);
    }

    @Override
    public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
        return super.whenComplete((answer, failure) -> run(() -> action.accept(answer, failure)));
    }

    @Override
    public CompletableFuture<Void> thenAccept(Consumer<? super T> action) {
        return super.thenAccept(answer -> run(() -> action.accept(answer)));
    }

    @Override
    public CompletableFuture<Void> thenRun(Runnable action) {
        return super.thenRun(() -> run(action));
    }

    private void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            mainThread.fatal(e);
            throw e;
        }
    }
}
