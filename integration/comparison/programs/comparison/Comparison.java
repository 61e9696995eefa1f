package comparison;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs programs one after the other and writes what each prints to a file of its name, label by label:
 * {@code Comparison FOLDER CLASS...}.
 */
public final class Comparison {
    private Comparison() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = System.out;
        for (int index = 1; index < args.length; index++) {
            String name = args[index];
            long start = System.nanoTime();
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            try {
                Class.forName("comparison." + name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
            } catch (InvocationTargetException failure) {
                System.out.println("ends with " + failure.getCause().getClass().getSimpleName());
                failure.getCause().printStackTrace();
            }
            Files.write(Path.of(args[0], name + ".txt"), byLabel(printed.toString(StandardCharsets.UTF_8)));
            out.printf("%s %.1f s%n", name, (System.nanoTime() - start) / 1e9);
        }
        System.exit(0);
    }

    /** The label proper, and the key and the window that its line begins with: nothing is said of the order of those. */
    private static String label(String line) {
        int end = line.indexOf("> ");
        if (end >= 0) {
            end = Math.max(end, line.indexOf(' ', end + 2));
            end = Math.max(end, line.indexOf(' ', end + 1));
        }
        return line.substring(0, Math.max(end, 0));
    }

    /** Lines of one label keep their order, if they have one; labels come in the order of their names. */
    private static List<String> byLabel(String printed) {
        Map<String, List<String>> labels = new TreeMap<>();
        for (String line : printed.lines().toList()) {
            labels.computeIfAbsent(label(line), label -> new ArrayList<>()).add(line);
        }
        List<String> lines = new ArrayList<>();
        labels.forEach((label, own) -> {
            if (label.startsWith(Sorted.PREFIX)) {
                own.sort(null);
            }
            lines.addAll(own);
        });
        return lines;
    }
}
