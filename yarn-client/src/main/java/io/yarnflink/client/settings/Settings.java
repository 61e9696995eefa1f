package io.yarnflink.client.settings;

import io.yarnflink.api.configuration.ConfigOption;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.KnownOptions;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The merged configuration: each key known, each value of its type, each with its origin. Command line over file. */
public final class Settings {
    private static final String COMMAND_LINE = "command line";

    private final Map<String, ConfigOption<?>> known =
            KnownOptions.all().stream().collect(Collectors.toMap(ConfigOption::key, option -> option));
    private final Configuration configuration = new Configuration();
    private final Map<String, String> hadoop = new TreeMap<>();
    private final Map<String, String> origins = new HashMap<>();

    /** Adds all keys of a file. */
    public Settings addFile(Path file) throws ClientException {
        for (Setting setting : SettingsFile.read(file)) {
            add(setting);
        }
        return this;
    }

    /** Adds {@code key=value} as given to {@code -D}. */
    public Settings addDefinition(String definition) throws ClientException {
        int equals = definition.indexOf('=');
        if (equals < 1) {
            throw new ClientException(
                    ExitCode.USAGE, COMMAND_LINE + ": -D" + definition + " is not of the form -Dkey=value");
        }
        add(new Setting(definition.substring(0, equals).strip(), definition.substring(equals + 1), COMMAND_LINE));
        return this;
    }

    /** Adds the value of a command line option that stands for {@code option}. */
    public Settings addFlag(String flag, ConfigOption<?> option, String value) throws ClientException {
        add(new Setting(option.key(), value, flag));
        return this;
    }

    public Configuration configuration() {
        return new Configuration(configuration);
    }

    /** What goes to Hadoop's own configuration, without the prefix. */
    public Map<String, String> hadoop() {
        return Map.copyOf(hadoop);
    }

    /** Where {@code option} was set; "default" when it was not. */
    public String origin(ConfigOption<?> option) {
        return origins.getOrDefault(option.key(), "default");
    }

    private void add(Setting setting) throws ClientException {
        if (setting.key().startsWith(KnownOptions.HADOOP_PREFIX)) {
            hadoop.put(setting.key().substring(KnownOptions.HADOOP_PREFIX.length()), setting.value());
            return;
        }
        ConfigOption<?> option = known.get(setting.key());
        if (option == null) {
            throw new ClientException(ExitCode.USAGE, setting.origin() + ": " + unknown(setting.key()));
        }
        configuration.setString(setting.key(), setting.value());
        origins.put(setting.key(), setting.origin());
        check(option, setting);
    }

    private void check(ConfigOption<?> option, Setting setting) throws ClientException {
        try {
            configuration.getOptional(option);
        } catch (IllegalArgumentException e) {
            throw new ClientException(ExitCode.USAGE, setting.origin() + ": " + e.getMessage(), e);
        }
    }

    private String unknown(String key) {
        List<String> names = known.keySet().stream().toList();
        return "unknown configuration key '" + key + "'"
                + NearestName.to(key, names)
                        .map(name -> "; did you mean " + name + "?")
                        .orElse("; conf/yarn-flink.yaml lists every key");
    }
}
