package io.yarnflink.staging;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/** The Hadoop client's configuration as it travels from the client into containers: whole, in one file. */
public final class JobSite {
    private static final String TOPOLOGY = "net.topology.node.switch.mapping.impl";

    private JobSite() {}

    public static byte[] write(Configuration hadoop) throws IOException {
        Configuration copy = new Configuration(hadoop);
        if (copy.get(TOPOLOGY, "").endsWith(".StaticMapping")) {
            // Mini clusters configure a class that only Hadoop's test jars have; the YARN client would not start.
            copy.set(TOPOLOGY, "org.apache.hadoop.net.ScriptBasedMapping");
        }
        HadoopConfiguration.tune(copy);
        StringWriter xml = new StringWriter();
        copy.writeXml(xml);
        return xml.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the file in a container; nothing else, neither defaults nor site files of the host, is loaded. */
    public static Configuration read(Path file) {
        Configuration hadoop = new Configuration(false);
        hadoop.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
        return hadoop;
    }
}
