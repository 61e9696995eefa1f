package io.yarnflink.transport.net;

import io.yarnflink.transport.security.AccessKey;
import io.yarnflink.transport.security.ClientProof;
import io.yarnflink.transport.security.Protocol;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** A plain TCP client that sends what no correct peer would. */
public final class RawPeer implements AutoCloseable {
    private static final int READ_MILLIS = 10_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    public RawPeer(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(READ_MILLIS);
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** A client that has proved the secret. */
    public static RawPeer authenticated(int port, Protocol protocol, AccessKey key, SecureRandom random)
            throws Exception {
        RawPeer peer = new RawPeer(port);
        ClientProof proof = new ClientProof(key, protocol, "raw", 1, random);
        peer.sendFrame(proof.hello());
        peer.sendFrame(proof.answer(peer.readFrame()));
        return peer;
    }

    public void sendFrame(byte[] body) throws IOException {
        send(ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).array());
    }

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Sends as much as the other end takes before it closes. */
    public void sendUntilClosed(byte[] bytes) {
        try {
            send(bytes);
        } catch (IOException e) {
            // Closed, as it should be.
        }
    }

    public byte[] readFrame() throws IOException {
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        return body;
    }

    /** Reads on until the other end closes; false when it does not within ten seconds. */
    public boolean closedByPeer() throws IOException {
        byte[] ignored = new byte[4096];
        try {
            while (in.read(ignored) >= 0) {}
            return true;
        } catch (EOFException | SocketException e) {
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
