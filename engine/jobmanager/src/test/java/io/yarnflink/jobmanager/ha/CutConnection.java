package io.yarnflink.jobmanager.ha;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and one server: may refuse connections, or lose the answer to one request. */
final class CutConnection implements AutoCloseable {
    private final int server;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "cut connection");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile String losesAnswerTo = "";
    private volatile boolean refuses;
    private volatile boolean refusesAfterwards;

    CutConnection(int server) throws IOException {
        this.server = server;
        threads.execute(this::accept);
    }

    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Cuts what there is, and all that comes, until it is healed. */
    void cut() throws IOException {
        refuses = true;
        for (Socket socket : open) {
            socket.close();
        }
    }

    void heal() {
        refusesAfterwards = false;
        refuses = false;
    }

    /** The next request in which this stands is carried out, and its answer is lost with the connection. */
    void loseAnswerTo(String request, boolean thenRefuse) {
        refusesAfterwards = thenRefuse;
        losesAnswerTo = request;
    }

    /** How many connections ended otherwise than by their own will. */
    int ended() {
        return ended.get();
    }

    int lost() {
        return lost.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (refuses) {
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // The next one is accepted, unless this is the end.
                ended.incrementAndGet();
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
        open.add(client);
        open.add(there);
        AtomicInteger loses = new AtomicInteger();
        threads.execute(() -> {
            pass(client, there, bytes -> {
                String wanted = losesAnswerTo;
                if (!wanted.isEmpty() && new String(bytes, StandardCharsets.ISO_8859_1).contains(wanted)) {
                    losesAnswerTo = "";
                    loses.set(1);
                }
                return true;
            });
        });
        threads.execute(() -> {
            pass(there, client, bytes -> {
                if (loses.get() == 1) {
                    refuses = refusesAfterwards;
                    lost.incrementAndGet();
                    return false;
                }
                return true;
            });
        });
    }

    /** Whether what was read goes on; else the connection ends. */
    private interface Filter {
        boolean passes(byte[] bytes);
    }

    private void pass(Socket from, Socket to, Filter filter) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                byte[] bytes = Arrays.copyOf(buffer, count);
                if (!filter.passes(bytes)) {
                    return;
                }
                out.write(bytes);
                out.flush();
            }
        } catch (IOException e) {
            // One side is gone; so is the other.
            ended.incrementAndGet();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
        threads.shutdownNow();
    }
}
