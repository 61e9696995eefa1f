package io.yarnflink.taskmanager.task;

import io.yarnflink.taskmanager.chain.Companion;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A daemon thread that runs user code beside its task. */
public final class CompanionThread implements Companion {
    private final Thread thread;

    private CompanionThread(Thread thread) {
        this.thread = thread;
    }

    public static CompanionThread start(String name, ClassLoader userCode, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(userCode);
        thread.start();
        return new CompanionThread(thread);
    }

    @Override
    public void interrupt() {
        thread.interrupt();
    }

    @Override
    public boolean awaitEnd(Duration patience) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    TimeUnit.MILLISECONDS.timedJoin(thread, patience.toMillis());
                    return !thread.isAlive();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
