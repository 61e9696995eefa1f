package io.yarnflink.api.configuration;

import io.yarnflink.api.time.TimeUtils;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Builds {@link ConfigOption}s: {@code key("a.b").durationType().defaultValue(..)}. */
public final class ConfigOptions {
    private ConfigOptions() {}

    public static OptionBuilder key(String key) {
        return new OptionBuilder(key);
    }

    /** Has a key and takes a type. */
    public static final class OptionBuilder {
        private final String key;

        private OptionBuilder(String key) {
            this.key = key;
        }

        public TypedConfigOptionBuilder<Boolean> booleanType() {
            return typed(new OptionType<>("true or false", OptionBuilder::parseBoolean, String::valueOf));
        }

        public TypedConfigOptionBuilder<Integer> intType() {
            return typed(new OptionType<>("a whole number", Integer::valueOf, String::valueOf));
        }

        public TypedConfigOptionBuilder<Long> longType() {
            return typed(new OptionType<>("a whole number", Long::valueOf, String::valueOf));
        }

        public TypedConfigOptionBuilder<Double> doubleType() {
            return typed(new OptionType<>("a number", Double::valueOf, String::valueOf));
        }

        /** Of a file system, whole: relative ones would mean another folder in each process. */
        TypedConfigOptionBuilder<String> folderType() {
            return typed(new OptionType<>(
                    "a folder's whole address, such as hdfs:///checkpoints, file:///mnt/checkpoints or /checkpoints",
                    ConfigOptions::folder,
                    text -> text));
        }

        /** Texts of one form. */
        TypedConfigOptionBuilder<String> textType(String expectation, String pattern) {
            return typed(new OptionType<>(expectation, text -> matching(pattern, text), text -> text));
        }

        /** Of things that there has to be one of. */
        TypedConfigOptionBuilder<Integer> countType() {
            return typed(new OptionType<>("a number of at least 1", ConfigOptions::count, String::valueOf));
        }

        public TypedConfigOptionBuilder<String> stringType() {
            return typed(new OptionType<>("text", text -> text, text -> text));
        }

        public TypedConfigOptionBuilder<Duration> durationType() {
            return typed(new OptionType<>(
                    "a duration (a number with ms, s, min, h or d, such as '10 s')",
                    TimeUtils::parseDuration,
                    TimeUtils::formatWithHighestUnit));
        }

        public TypedConfigOptionBuilder<MemorySize> memoryType() {
            return typed(new OptionType<>(
                    "a memory size (a number with b, kb, mb, gb or tb, such as '512 mb')",
                    MemorySize::parse,
                    MemorySize::toString));
        }

        /** Pairs as in {@code a:1,b:2}. */
        public TypedConfigOptionBuilder<Map<String, String>> mapType() {
            return typed(new OptionType<>(
                    "pairs of texts, such as 'a:1,b:2'", ConfigurationTexts::pairs, ConfigurationTexts::format));
        }

        public <E extends Enum<E>> TypedConfigOptionBuilder<E> enumType(Class<E> type) {
            List<String> names = Arrays.stream(type.getEnumConstants())
                    .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .toList();
            return typed(new OptionType<>(
                    "one of " + String.join(", ", names),
                    text -> constant(type, text),
                    value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }

        private <T> TypedConfigOptionBuilder<T> typed(OptionType<T> type) {
            return new TypedConfigOptionBuilder<>(key, type);
        }

        private static <E extends Enum<E>> E constant(Class<E> type, String text) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(value -> value.name().equalsIgnoreCase(text.replace('-', '_')))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(text));
        }

        private static Boolean parseBoolean(String text) {
            if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                throw new IllegalArgumentException(text);
            }
            return Boolean.valueOf(text);
        }
    }

    /** Has a key and a type and takes a default. */
    public static final class TypedConfigOptionBuilder<T> {
        private final String key;
        private final OptionType<T> type;

        private TypedConfigOptionBuilder(String key, OptionType<T> type) {
            this.key = key;
            this.type = type;
        }

        /** Several values, as in {@code a;b}. */
        public TypedConfigOptionBuilder<List<T>> asList() {
            return new TypedConfigOptionBuilder<>(
                    key,
                    new OptionType<>(
                            "a list with ';' between its parts, each " + type.expectation(),
                            text -> ConfigurationTexts.parts(text, ';').stream()
                                    .map(type::parse)
                                    .toList(),
                            values -> ConfigurationTexts.join(
                                    values.stream().map(type::format).toList(), ';')));
        }

        public ConfigOption<T> defaultValue(T value) {
            return new ConfigOption<>(key, type, value, "");
        }

        public ConfigOption<T> noDefaultValue() {
            return new ConfigOption<>(key, type, null, "");
        }
    }

    private static String folder(String text) {
        boolean whole = text.startsWith("/") || text.matches("[A-Za-z][A-Za-z0-9+.-]*:/.*");
        if (!whole || text.matches("(?s).*(\\p{Cntrl}|/\\.\\.(/|$)).*")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String matching(String pattern, String text) {
        if (!text.strip().matches(pattern)) {
            throw new IllegalArgumentException(text);
        }
        return text.strip();
    }

    private static int count(String text) {
        int count = Integer.parseInt(text);
        if (count < 1) {
            throw new IllegalArgumentException(text);
        }
        return count;
    }
}
