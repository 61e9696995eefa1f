package io.yarnflink.api.utils;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.common.ExecutionConfig;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parameters by name, read as the types a program needs. It remembers which of them were asked for and with which
 * defaults.
 */
public abstract class AbstractParameterTool extends ExecutionConfig.GlobalJobParameters
        implements Serializable, Cloneable {
    /** The value of a parameter that was given without one, such as {@code --verbose}. */
    protected static final String NO_VALUE_KEY = "__NO_VALUE_KEY";

    /** The default of a parameter that was asked for without one. */
    protected static final String DEFAULT_UNDEFINED = "<undefined>";

    protected transient Map<String, String> defaultData = new ConcurrentHashMap<>();
    protected transient Set<String> unrequestedParameters = ConcurrentHashMap.newKeySet();

    public AbstractParameterTool() {}

    /** The parameters that nobody asked for yet: often misspelt names. */
    public Set<String> getUnrequestedParameters() {
        return Collections.unmodifiableSet(unrequestedParameters);
    }

    protected abstract int getNumberOfParameters();

    /** Null when the parameter is not there. */
    protected abstract @Nullable String get(String key);

    public abstract boolean has(String value);

    @Override
    public abstract Map<String, String> toMap();

    @Override
    protected abstract Object clone() throws CloneNotSupportedException;

    /** Fails when the parameter is not there. */
    public String getRequired(String key) {
        String value = get(key);
        if (value == null) {
            throw new RuntimeException("No data for required key '" + key + "': give it as --" + key + " VALUE");
        }
        return value;
    }

    public String get(String key, String defaultValue) {
        addToDefaults(key, defaultValue);
        String value = get(key);
        return value == null ? defaultValue : value;
    }

    public int getInt(String key) {
        return required(key, Integer::valueOf);
    }

    public int getInt(String key, int defaultValue) {
        return orElse(key, defaultValue, Integer::valueOf);
    }

    public long getLong(String key) {
        return required(key, Long::valueOf);
    }

    public long getLong(String key, long defaultValue) {
        return orElse(key, defaultValue, Long::valueOf);
    }

    public float getFloat(String key) {
        return required(key, Float::valueOf);
    }

    public float getFloat(String key, float defaultValue) {
        return orElse(key, defaultValue, Float::valueOf);
    }

    public double getDouble(String key) {
        return required(key, Double::valueOf);
    }

    public double getDouble(String key, double defaultValue) {
        return orElse(key, defaultValue, Double::valueOf);
    }

    /** True for {@code true} in any case, and false for all else, also for a parameter without a value. */
    public boolean getBoolean(String key) {
        return required(key, Boolean::valueOf);
    }

    public boolean getBoolean(String key, boolean defaultValue) {
        return orElse(key, defaultValue, Boolean::valueOf);
    }

    public short getShort(String key) {
        return required(key, Short::valueOf);
    }

    public short getShort(String key, short defaultValue) {
        return orElse(key, defaultValue, Short::valueOf);
    }

    public byte getByte(String key) {
        return required(key, Byte::valueOf);
    }

    public byte getByte(String key, byte defaultValue) {
        return orElse(key, defaultValue, Byte::valueOf);
    }

    /** Keeps the first default that a parameter was asked for with. */
    protected void addToDefaults(String key, @Nullable String value) {
        if (value == null) {
            defaultData.putIfAbsent(key, DEFAULT_UNDEFINED);
        } else {
            defaultData.merge(key, value, (known, given) -> known.equals(DEFAULT_UNDEFINED) ? given : known);
        }
    }

    /** Notes that somebody knows the parameter. */
    final void requested(String key) {
        addToDefaults(requireNonNull(key, "key is null"), null);
        unrequestedParameters.remove(key);
    }

    /** The parameters in {@code merged} that were asked for in neither of its parts are the unrequested ones. */
    final <M extends AbstractParameterTool> M requestedInEither(
            M merged, Set<String> names, AbstractParameterTool other, Set<String> otherNames) {
        merged.unrequestedParameters.removeIf(name -> (names.contains(name) && !unrequestedParameters.contains(name))
                || (otherNames.contains(name) && !other.unrequestedParameters.contains(name)));
        return merged;
    }

    private <T> T required(String key, Function<String, T> parser) {
        return parse(key, getRequired(key), parser);
    }

    private <T> T orElse(String key, T defaultValue, Function<String, T> parser) {
        addToDefaults(key, defaultValue.toString());
        String value = get(key);
        return value == null ? defaultValue : parse(key, value, parser);
    }

    private static <T> T parse(String key, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (NumberFormatException e) {
            NumberFormatException named = new NumberFormatException("parameter '" + key + "' "
                    + (value.equals(NO_VALUE_KEY)
                            ? "needs a number, but none was given"
                            : "is not a number of the type that the program reads: '" + value + "'"));
            named.initCause(e);
            throw named;
        }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        defaultData = new ConcurrentHashMap<>();
        unrequestedParameters = ConcurrentHashMap.newKeySet();
    }

    /** Reads {@code --name value} and {@code -name value}; one after the other to {@code taker}. */
    static void readArguments(String[] args, ArgumentTaker taker) {
        for (int i = 0; i < args.length; i++) {
            String key = nameOf(args, i);
            boolean valueFollows = i + 1 < args.length && (!args[i + 1].startsWith("-") || isNumber(args[i + 1]));
            if (valueFollows) {
                i++;
            }
            taker.take(key, valueFollows ? args[i] : NO_VALUE_KEY);
        }
    }

    private static String nameOf(String[] args, int index) {
        String argument = args[index];
        int dashes = argument.startsWith("--") ? 2 : argument.startsWith("-") ? 1 : 0;
        if (dashes == 0) {
            throw new IllegalArgumentException("argument " + (index + 1) + " of " + args.length + " is '" + argument
                    + "' where a parameter's name should be: names begin with -- or -");
        }
        if (argument.length() == dashes) {
            throw new IllegalArgumentException(
                    "argument " + (index + 1) + " of " + args.length + " is '" + argument + "' without a name");
        }
        return argument.substring(dashes);
    }

    private static boolean isNumber(String text) {
        return text.matches("-?(0[xX]\\p{XDigit}+|(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?[lLfFdD]?)");
    }

    static <V> Map<String, V> copyOf(@Nullable Map<String, V> map) {
        if (map == null) {
            throw new NullPointerException("the map of parameters is null");
        }
        return Collections.unmodifiableMap(new HashMap<>(map));
    }

    /** Hears of each argument in turn. */
    interface ArgumentTaker {
        void take(String key, String value);
    }
}
