package io.yarnflink.client.settings;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code yarn-flink.yaml}: dotted keys, nested keys, or both; remembers the line of each. */
final class SettingsFile {
    private final Path file;
    private final List<Setting> settings = new ArrayList<>();

    private SettingsFile(Path file) {
        this.file = file;
    }

    static List<Setting> read(Path file) throws ClientException {
        SettingsFile reading = new SettingsFile(file);
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.toString())
                .setAllowDuplicateKeys(true)
                .build();
        try (Reader reader = Files.newBufferedReader(file)) {
            Node root = new Compose(settings).composeReader(reader).orElse(null);
            if (root != null) {
                reading.addMapping("", root);
            }
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .map(mark -> file + ":" + (mark.getLine() + 1))
                    .orElse(file.toString());
            throw new ClientException(ExitCode.USAGE, where + ": not YAML: " + e.getProblem(), e);
        } catch (YamlEngineException | IOException e) {
            throw new ClientException(ExitCode.USAGE, file + ": cannot be read: " + ClientException.oneLine(e), e);
        }
        return reading.settings;
    }

    private void addMapping(String prefix, Node node) throws ClientException {
        if (!(node instanceof MappingNode mapping)) {
            throw new ClientException(ExitCode.USAGE, origin(node) + ": expected 'key: value' lines");
        }
        for (NodeTuple entry : mapping.getValue()) {
            String key = prefix + scalar(entry.getKeyNode());
            Node value = entry.getValueNode();
            if (value instanceof MappingNode) {
                addMapping(key + ".", value);
            } else if (value instanceof SequenceNode sequence) {
                add(key, entry.getKeyNode(), joined(sequence));
            } else {
                add(key, entry.getKeyNode(), scalar(value));
            }
        }
    }

    private void add(String key, Node at, String value) throws ClientException {
        for (Setting earlier : settings) {
            if (earlier.key().equals(key)) {
                throw new ClientException(
                        ExitCode.USAGE,
                        origin(at) + ": " + key + " is set twice, first at " + earlier.origin() + "; remove one");
            }
        }
        settings.add(new Setting(key, value, origin(at)));
    }

    private String joined(SequenceNode sequence) throws ClientException {
        List<String> parts = new ArrayList<>();
        for (Node part : sequence.getValue()) {
            parts.add(scalar(part));
        }
        return parts.stream().collect(Collectors.joining(","));
    }

    private String scalar(Node node) throws ClientException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new ClientException(ExitCode.USAGE, origin(node) + ": expected a plain value");
    }

    private String origin(Node node) {
        return node.getStartMark()
                .map(mark -> file + ":" + (mark.getLine() + 1))
                .orElse(file.toString());
    }
}
