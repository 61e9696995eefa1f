package io.yarnflink.api.configuration;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One key of the configuration: its type, its default and one line of reason. */
public final class ConfigOption<T> {
    private final String key;
    private final OptionType<T> type;
    private final @Nullable T defaultValue;
    private final String description;

    ConfigOption(String key, OptionType<T> type, @Nullable T defaultValue, String description) {
        this.key = key;
        this.type = type;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    public ConfigOption<T> withDescription(String description) {
        return new ConfigOption<>(key, type, defaultValue, description);
    }

    public String key() {
        return key;
    }

    public boolean hasDefaultValue() {
        return defaultValue != null;
    }

    /** Null when there is none. */
    public @Nullable T defaultValue() {
        return defaultValue;
    }

    /** The default as it stands in a file. */
    public Optional<String> defaultText() {
        return Optional.ofNullable(defaultValue).map(type::format);
    }

    public String description() {
        return description;
    }

    /** Reads a value as it stands in a file or on a command line; the error names key, value and expected form. */
    T parse(String text) {
        try {
            return type.parse(text.strip());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(key + ": '" + text + "' is not " + type.expectation(), e);
        }
    }

    String format(T value) {
        return type.format(value);
    }

    @Override
    public String toString() {
        return key;
    }
}
