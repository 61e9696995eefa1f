package io.yarnflink.staging;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * The Hadoop client's configuration as it travels from the client into containers, in one file. Hadoop's defaults stay at
 * home: client and containers have them in the same jars.
 */
public final class JobSite {
    private static final List<String> DEFAULTS = List.of("core-default.xml", "hdfs-default.xml", "yarn-default.xml");
    private static final String TOPOLOGY = "net.topology.node.switch.mapping.impl";

    private JobSite() {}

    /** What comes from site files, or was set in a program. */
    public static byte[] write(Configuration hadoop) throws IOException {
        Configuration site = new Configuration(false);
        for (Map.Entry<String, String> entry : hadoop) {
            String key = entry.getKey();
            if (!isDefault(hadoop, key) && !Configuration.isDeprecated(key)) {
                site.set(key, entry.getValue());
            }
        }
        if (site.get(TOPOLOGY, "").endsWith(".StaticMapping")) {
            // Mini clusters configure a class that only Hadoop's test jars have; the YARN client would not start.
            site.unset(TOPOLOGY);
        }
        HadoopConfiguration.tune(site);
        StringWriter xml = new StringWriter();
        site.writeXml(xml);
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Site files are named with their folder, and files of defaults, which come from jars, without. */
    private static boolean isDefault(Configuration hadoop, String key) {
        String[] sources = hadoop.getPropertySources(key);
        return sources != null && sources.length > 0 && sources[sources.length - 1].matches("[a-z]+-default\\.xml");
    }

    /** Reads the file in a container, over the defaults; the site files of the host are not loaded. */
    public static Configuration read(Path file) {
        Configuration hadoop = defaults();
        hadoop.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
        return hadoop;
    }

    /** Without Hadoop's own mechanism for defaults, which reads all files again whenever a class adds one more. */
    private static Configuration defaults() {
        Configuration defaults = new Configuration(false);
        // The first to ask may be a job's thread, whose class loader sees the job's files first.
        defaults.setClassLoader(JobSite.class.getClassLoader());
        DEFAULTS.forEach(defaults::addResource);
        return defaults;
    }
}
