package io.yarnflink.api.functions.sink;

import io.yarnflink.api.common.UserCodeClassLoader;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.serialization.SerializationSchema;
import io.yarnflink.api.time.Pause;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends records to a server's socket, one connection a subtask. */
public class SocketClientSink<IN> extends RichSinkFunction<IN> {
    private static final long NANOS_BETWEEN_RETRIES = 500_000_000;

    private final String hostName;
    private final int port;
    private final SerializationSchema<IN> schema;
    private final int maxNumRetries;
    private final boolean autoflush;
    private final Pause retryPause = new Pause();
    private transient @Nullable Socket socket;
    private transient @Nullable OutputStream stream;

    /** Fails with the connection. */
    public SocketClientSink(String hostName, int port, SerializationSchema<IN> schema) {
        this(hostName, port, schema, 0);
    }

    public SocketClientSink(String hostName, int port, SerializationSchema<IN> schema, int maxNumRetries) {
        this(hostName, port, schema, maxNumRetries, false);
    }

    /** {@code maxNumRetries} -1 connects again for ever; {@code autoflush} sends each record at once. */
    public SocketClientSink(
            String hostName, int port, SerializationSchema<IN> schema, int maxNumRetries, boolean autoflush) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port lies in 1..65535, " + port + " does not");
        }
        if (maxNumRetries < -1) {
            throw new IllegalArgumentException(
                    "the number of retries must be 0 or more, or -1 for no end of them; was " + maxNumRetries);
        }
        this.hostName = Objects.requireNonNull(hostName, "host name is null");
        this.port = port;
        this.schema = Objects.requireNonNull(schema, "schema is null");
        this.maxNumRetries = maxNumRetries;
        this.autoflush = autoflush;
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        RuntimeContext context = getRuntimeContext();
        schema.open(new SchemaContext(context));
        try {
            connect();
        } catch (IOException e) {
            throw new IOException(
                    "cannot connect to " + hostName + ":" + port + " to write there: " + e.getMessage()
                            + ". Is the server there?",
                    e);
        }
    }

    private void connect() throws IOException {
        Socket made = new Socket(hostName, port);
        made.setKeepAlive(true);
        made.setTcpNoDelay(true);
        socket = made;
        stream = new BufferedOutputStream(made.getOutputStream());
    }

    @Override
    public void invoke(IN value) throws Exception {
        byte[] bytes = schema.serialize(value);
        int attempts = 0;
        while (true) {
            try {
                send(bytes);
                return;
            } catch (IOException e) {
                attempts++;
                if (maxNumRetries != -1 && attempts > maxNumRetries) {
                    throw new IOException(
                            "cannot send a record to " + hostName + ":" + port + ": " + e.getMessage() + "; tried "
                                    + attempts + " times",
                            e);
                }
                disconnect();
                retryPause.await(NANOS_BETWEEN_RETRIES);
            }
        }
    }

    private void send(byte[] bytes) throws IOException {
        if (stream == null) {
            connect();
        }
        OutputStream open = Objects.requireNonNull(stream);
        open.write(bytes);
        if (autoflush) {
            open.flush();
        }
    }

    @Override
    public void finish() throws Exception {
        if (stream != null) {
            stream.flush();
        }
    }

    private void disconnect() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It is gone in any case, and the next connection says whether the server is there.
        }
        socket = null;
        stream = null;
    }

    @Override
    public void close() throws Exception {
        disconnect();
    }

    /** What the schema may use. */
    private record SchemaContext(RuntimeContext context) implements SerializationSchema.InitializationContext {
        @Override
        public MetricGroup getMetricGroup() {
            return context.getMetricGroup();
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return context::getUserCodeClassLoader;
        }
    }
}
