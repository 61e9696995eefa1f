package io.yarnflink.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Where jobs reach one ZooKeeper server: ends the connections that the {@link Rules} do not let be. */
final class ZooKeeperProxy implements AutoCloseable {
    private final int server;
    private final Rules rules;
    private final ServerSocket listener;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "ZooKeeper proxy");
        thread.setDaemon(true);
        return thread;
    });

    /** What goes wrong on the way, the same for all servers of an ensemble. Any thread. */
    interface Rules {
        boolean refuses(InetAddress client);

        /** Whether the answer to what a client has just sent is to be lost, once it has been carried out. */
        boolean losesAnswerTo(String request);

        void answerLost();
    }

    /** {@code host}: an address of this machine that jobs reach. */
    ZooKeeperProxy(InetAddress host, int server, Rules rules) throws IOException {
        this.server = server;
        this.rules = rules;
        this.listener = new ServerSocket(0, 50, host);
        threads.execute(this::accept);
    }

    String address() {
        return listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
    }

    /** Ends connections that are refused by now. */
    void enforce() throws IOException {
        for (Socket client : clients) {
            if (rules.refuses(client.getInetAddress())) {
                client.close();
            }
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                clients.add(client);
                if (rules.refuses(client.getInetAddress())) {
                    end(client);
                } else {
                    threads.execute(() -> connect(client));
                }
            } catch (IOException e) {
                // This is the end, or the client was gone before it was let in.
            }
        }
    }

    private void connect(Socket client) {
        try (Socket there = new Socket(InetAddress.getLoopbackAddress(), server)) {
            Loss loss = new Loss();
            threads.execute(() -> {
                pass(client, there, request -> {
                    loss.ofNextAnswer |= rules.losesAnswerTo(request);
                    return true;
                });
            });
            pass(there, client, answer -> {
                if (loss.ofNextAnswer) {
                    rules.answerLost();
                }
                return !loss.ofNextAnswer;
            });
        } catch (IOException e) {
            // For the client it is as if there were no proxy.
        } finally {
            end(client);
        }
    }

    private static final class Loss {
        private volatile boolean ofNextAnswer;
    }

    /** Until one side is gone, or what was read must not go on. */
    private void pass(Socket from, Socket to, Predicate<String> passes) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!passes.test(new String(buffer, 0, count, StandardCharsets.ISO_8859_1))) {
                    break;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One side is gone; so is the other.
        } finally {
            end(from);
            end(to);
        }
    }

    private void end(Socket socket) {
        clients.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket client : clients) {
            end(client);
        }
        threads.shutdownNow();
    }
}
