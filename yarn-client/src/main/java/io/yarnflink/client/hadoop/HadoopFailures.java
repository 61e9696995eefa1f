package io.yarnflink.client.hadoop;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.authorize.AuthorizationException;

/** Says in one line what Hadoop's nested exceptions mean. */
final class HadoopFailures {
    private HadoopFailures() {}

    /** {@code what} tells who did not do what; the cause is added in plain words. */
    static ClientException of(ExitCode code, String what, Throwable failure) {
        if (find(failure, AccessControlException.class).isPresent()
                || find(failure, AuthorizationException.class).isPresent()
                || find(failure, javax.security.sasl.SaslException.class).isPresent()) {
            return new ClientException(ExitCode.SECURITY, what + ": " + root(failure), failure);
        }
        return new ClientException(code, what + ": " + plain(failure), failure);
    }

    private static String plain(Throwable failure) {
        Optional<UnknownHostException> host = find(failure, UnknownHostException.class);
        if (host.isPresent()) {
            return "host " + ClientException.oneLine(host.get()).replaceAll("^Invalid host name: .*|\"", "")
                    + " is unknown";
        }
        if (find(failure, ConnectException.class).isPresent()) {
            return "connection refused; is it running?";
        }
        if (find(failure, SocketTimeoutException.class).isPresent()
                || find(failure, NoRouteToHostException.class).isPresent()) {
            return "no connection within its time; is it running, and does no firewall stand between?";
        }
        return root(failure);
    }

    /** Hadoop wraps generously; the innermost message is the one that says something. */
    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String line = ClientException.oneLine(root);
        return line.replaceFirst("^(org\\.apache\\.hadoop\\.|java\\.)\\S+(Exception|Error): ", "");
    }

    /** The first failure of that type among {@code failure} and its causes. */
    static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable at = failure; at != null && at != at.getCause(); at = at.getCause()) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }
}
