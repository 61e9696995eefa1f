package io.yarnflink.cluster;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The command behind {@code scripts/hadoop}: data on standard output, words for people on standard error. */
public final class HadoopCommand {
    private static final String USAGE = """
            usage: hadoop start [--dir D] [--node-managers N]   start a local cluster, print its configuration directory
                   hadoop status [--dir D]                      list its daemons; exit code 1 if one does not serve
                   hadoop stop [--dir D] [--keep-data]          stop daemons and containers, remove the directory
                   hadoop kill <daemon> [--dir D]               kill -9 one daemon
                   hadoop restart <daemon> [--dir D]            bring one daemon back with its ports and data""";

    private HadoopCommand() {}

    /** Takes the class path file, the directory used without {@code --dir}, and the user's arguments. */
    public static void main(String[] args) throws InterruptedException {
        Path classPathFile = Path.of(args[0]);
        Path defaultDir = Path.of(args[1]);
        List<String> user = Arrays.asList(args).subList(2, args.length);
        try {
            HadoopArguments arguments = HadoopArguments.parse(user, defaultDir);
            System.exit(run(arguments, new LocalHadoop(arguments.dir(), classPathFile)));
        } catch (IllegalArgumentException e) {
            System.err.println("hadoop: " + e.getMessage() + "\n" + USAGE);
            System.exit(2);
        } catch (IOException e) {
            // Of a file that cannot be used, Java's message is the name alone.
            System.err.println("hadoop: " + (e instanceof FileSystemException ? e.toString() : e.getMessage()));
            System.exit(1);
        }
    }

    private static int run(HadoopArguments arguments, LocalHadoop cluster) throws IOException, InterruptedException {
        switch (arguments.action()) {
            case "start" -> {
                cluster.start(arguments.nodeManagers(), System.err::println);
                System.out.println(cluster.confDir());
            }
            case "status" -> {
                return printStatus(cluster);
            }
            case "stop" -> cluster.stop(arguments.keepData());
            case "kill" -> cluster.kill(arguments.daemon().orElseThrow());
            case "restart" -> cluster.restart(arguments.daemon().orElseThrow(), System.err::println);
            default -> throw new IllegalArgumentException("unknown action '" + arguments.action() + "'");
        }
        return 0;
    }

    private static int printStatus(LocalHadoop cluster) throws IOException {
        List<LocalHadoop.Status> statuses = cluster.status();
        System.out.println("HADOOP_CONF_DIR=" + cluster.confDir());
        for (LocalHadoop.Status status : statuses) {
            String pid = status.pid().isPresent() ? Long.toString(status.pid().getAsLong()) : "-";
            String ports = status.ports().toString().replaceAll("[{},]", "");
            System.out.printf("%-16s %-5s pid %-8s %s%n", status.daemon(), status.up() ? "up" : "down", pid, ports);
        }
        return statuses.stream().allMatch(LocalHadoop.Status::up) ? 0 : 1;
    }
}
