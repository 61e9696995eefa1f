package io.yarnflink.api.functions.source;

import io.yarnflink.api.time.Pause;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads text from a server's socket, cut at a delimiter, and connects again when the connection ends. */
public class SocketTextStreamFunction implements SourceFunction<String> {
    private static final Logger LOG = LoggerFactory.getLogger(SocketTextStreamFunction.class);
    private static final long MILLIS_BETWEEN_RETRIES = 500;
    private static final int BUFFER_CHARS = 8192;

    private final String hostname;
    private final int port;
    private final String delimiter;
    private final long maxNumRetries;
    private final long delayBetweenRetries;
    private final Pause retryPause = new Pause();
    private transient @Nullable Socket current;
    private volatile boolean cancelled;

    public SocketTextStreamFunction(String hostname, int port, String delimiter, long maxNumRetries) {
        this(hostname, port, delimiter, maxNumRetries, MILLIS_BETWEEN_RETRIES);
    }

    /** {@code maxNumRetries} -1 connects again for ever, 0 never; the delay is in milliseconds. */
    public SocketTextStreamFunction(
            String hostname, int port, String delimiter, long maxNumRetries, long delayBetweenRetries) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port lies in 1..65535, " + port + " does not");
        }
        if (maxNumRetries < -1) {
            throw new IllegalArgumentException(
                    "the number of retries must be 0 or more, or -1 for no end of them; was " + maxNumRetries);
        }
        if (delayBetweenRetries < 0) {
            throw new IllegalArgumentException(
                    "the delay between retries must not be negative, was " + delayBetweenRetries + " ms");
        }
        this.hostname = Objects.requireNonNull(hostname, "host name is null");
        this.port = port;
        this.delimiter = Objects.requireNonNull(delimiter, "delimiter is null");
        if (delimiter.isEmpty()) {
            throw new IllegalArgumentException("an empty delimiter cuts nothing: give one, such as \"\\n\"");
        }
        this.maxNumRetries = maxNumRetries;
        this.delayBetweenRetries = delayBetweenRetries;
    }

    @Override
    public void run(SourceContext<String> ctx) throws Exception {
        StringBuilder rest = new StringBuilder();
        long attempts = 0;
        while (!cancelled) {
            IOException failure = null;
            try (Socket socket = connect()) {
                read(socket, rest, ctx);
            } catch (IOException e) {
                failure = e;
            }
            if (cancelled) {
                return;
            }
            attempts++;
            if (maxNumRetries != -1 && attempts > maxNumRetries) {
                if (failure != null) {
                    throw new IOException(
                            "cannot read from " + hostname + ":" + port + ": " + failure.getMessage() + "; tried "
                                    + attempts + " times. Is the server there? More retries can be given",
                            failure);
                }
                break;
            }
            LOG.info("{}:{} has no connection; the next try follows in {} ms", hostname, port, delayBetweenRetries);
            retryPause.await(TimeUnit.MILLISECONDS.toNanos(delayBetweenRetries));
        }
        if (!rest.isEmpty()) {
            ctx.collect(rest.toString());
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        synchronized (this) {
            current = socket;
        }
        socket.connect(new InetSocketAddress(hostname, port));
        return socket;
    }

    private void read(Socket socket, StringBuilder rest, SourceContext<String> ctx) throws IOException {
        Reader reader = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
        char[] chars = new char[BUFFER_CHARS];
        int read = reader.read(chars);
        while (read >= 0 && !cancelled) {
            rest.append(chars, 0, read);
            emitComplete(rest, ctx);
            read = reader.read(chars);
        }
    }

    private void emitComplete(StringBuilder rest, SourceContext<String> ctx) {
        int from = 0;
        int end = rest.indexOf(delimiter);
        while (end >= 0 && !cancelled) {
            int last = end;
            if (delimiter.equals("\n") && last > from && rest.charAt(last - 1) == '\r') {
                last--;
            }
            ctx.collect(rest.substring(from, last));
            from = end + delimiter.length();
            end = rest.indexOf(delimiter, from);
        }
        rest.delete(0, from);
    }

    @Override
    public void cancel() {
        cancelled = true;
        retryPause.end();
        synchronized (this) {
            if (current != null) {
                try {
                    current.close();
                } catch (IOException e) {
                    LOG.debug("{}:{} did not close cleanly", hostname, port, e);
                }
            }
        }
    }
}
