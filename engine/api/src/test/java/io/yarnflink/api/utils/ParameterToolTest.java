package io.yarnflink.api.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterToolTest {
    private static ParameterTool args(String... args) {
        return ParameterTool.fromArgs(args);
    }

    @Test
    void namesBeginWithOneDashOrTwoAndTakeTheValueBehindThem() {
        ParameterTool parameters = args("--input", "in.csv", "-output", "out", "--input", "other.csv");
        assertThat(parameters.get("input")).isEqualTo("other.csv");
        assertThat(parameters.get("output")).isEqualTo("out");
        assertThat(parameters.get("rate")).isNull();
        assertThat(parameters.get("rate", "5")).isEqualTo("5");
        assertThat(parameters.get("output", "x")).isEqualTo("out");
        assertThat(parameters.getNumberOfParameters()).isEqualTo(2);
    }

    @Test
    void parametersWithoutAValueAreThereAllTheSame() {
        ParameterTool parameters = args("--verbose", "--level", "3", "--last");
        assertThat(parameters.has("verbose")).isTrue();
        assertThat(parameters.has("last")).isTrue();
        assertThat(parameters.has("loud")).isFalse();
        assertThat(parameters.getInt("level")).isEqualTo(3);
        assertThat(parameters.getBoolean("verbose")).isFalse();
        assertThatThrownBy(() -> parameters.getInt("last"))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("parameter 'last' needs a number, but none was given");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "-0.25", "-.5", "-1e3", "-0x1F", "-7L"})
    void negativeNumbersAreValuesAndNoNames(String number) {
        assertThat(args("--shift", number, "--x", "1").get("shift")).isEqualTo(number);
    }

    @Test
    void argumentsThatAreNoNamesAreQuotedWithTheirPlace() {
        assertThatThrownBy(() -> args("--input", "a", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("argument 3 of 3 is 'b' where a parameter's name should be: names begin with -- or -");
        assertThatThrownBy(() -> args("--")).hasMessage("argument 1 of 1 is '--' without a name");
        assertThatThrownBy(() -> args("-")).hasMessage("argument 1 of 1 is '-' without a name");
    }

    @Test
    void valuesAreReadAsEveryType() {
        ParameterTool parameters = args(
                "--i",
                "-7",
                "--l",
                "5000000000",
                "--f",
                "0.5",
                "--d",
                "-2.25",
                "--b",
                "TRUE",
                "--s",
                "300",
                "--y",
                "-8");
        assertThat(parameters.getInt("i")).isEqualTo(-7);
        assertThat(parameters.getInt("i", 1)).isEqualTo(-7);
        assertThat(parameters.getInt("none", 1)).isEqualTo(1);
        assertThat(parameters.getLong("l")).isEqualTo(5_000_000_000L);
        assertThat(parameters.getLong("l", 1)).isEqualTo(5_000_000_000L);
        assertThat(parameters.getLong("noLong", 2)).isEqualTo(2);
        assertThat(parameters.getFloat("f")).isEqualTo(0.5f);
        assertThat(parameters.getFloat("f", 1)).isEqualTo(0.5f);
        assertThat(parameters.getFloat("noFloat", 1.5f)).isEqualTo(1.5f);
        assertThat(parameters.getDouble("d")).isEqualTo(-2.25);
        assertThat(parameters.getDouble("d", 1)).isEqualTo(-2.25);
        assertThat(parameters.getDouble("noDouble", 1.25)).isEqualTo(1.25);
        assertThat(parameters.getBoolean("b")).isTrue();
        assertThat(parameters.getBoolean("b", false)).isTrue();
        assertThat(parameters.getBoolean("noBoolean", true)).isTrue();
        assertThat(parameters.getShort("s")).isEqualTo((short) 300);
        assertThat(parameters.getShort("s", (short) 1)).isEqualTo((short) 300);
        assertThat(parameters.getShort("noShort", (short) 4)).isEqualTo((short) 4);
        assertThat(parameters.getByte("y")).isEqualTo((byte) -8);
        assertThat(parameters.getByte("y", (byte) 1)).isEqualTo((byte) -8);
        assertThat(parameters.getByte("noByte", (byte) 5)).isEqualTo((byte) 5);
    }

    @Test
    void missingAndMisspeltValuesNameTheParameter() {
        ParameterTool parameters = args("--n", "ten");
        assertThat(parameters.getRequired("n")).isEqualTo("ten");
        assertThatThrownBy(() -> parameters.getRequired("input"))
                .isInstanceOf(RuntimeException.class)
                .hasMessage("No data for required key 'input': give it as --input VALUE");
        assertThatThrownBy(() -> parameters.getLong("m")).hasMessageStartingWith("No data for required key 'm'");
        assertThatThrownBy(() -> parameters.getByte("n", (byte) 3))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("parameter 'n' is not a number of the type that the program reads: 'ten'");
    }

    @Test
    void parametersNobodyAskedForAreKnown() {
        ParameterTool parameters = args("--inptu", "x", "--output", "y", "--verbose");
        parameters.get("output");
        parameters.has("verbose");
        assertThat(parameters.getUnrequestedParameters()).containsExactly("inptu");
        assertThatThrownBy(() -> parameters.getUnrequestedParameters().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void ofTwoMergedOnesTheSecondWinsAndBothKnowWhatWasAskedFor() {
        ParameterTool file = ParameterTool.fromMap(Map.of("a", "1", "b", "1", "c", "1"));
        ParameterTool line = args("--b", "2", "--d", "2");
        file.get("a");
        line.get("b");
        ParameterTool merged = file.mergeWith(line);
        assertThat(merged.toMap()).isEqualTo(Map.of("a", "1", "b", "2", "c", "1", "d", "2"));
        assertThat(merged.getUnrequestedParameters()).containsExactlyInAnyOrder("c", "d");
        assertThat(file.toMap()).hasSize(3);
    }

    @Test
    void filesStreamsAndTheJvmHoldPropertiesToo(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("job.properties"), "input = in.csv\nparallel=3\n");
        assertThat(ParameterTool.fromPropertiesFile(file.toString()).get("input"))
                .isEqualTo("in.csv");
        assertThat(ParameterTool.fromPropertiesFile(file.toFile()).getInt("parallel"))
                .isEqualTo(3);
        ByteArrayInputStream stream = new ByteArrayInputStream("k=v".getBytes(StandardCharsets.UTF_8));
        assertThat(ParameterTool.fromPropertiesFile(stream).toMap()).isEqualTo(Map.of("k", "v"));
        assertThatThrownBy(() -> ParameterTool.fromPropertiesFile(folder + "/none"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("Properties file " + folder + "/none does not exist");
        assertThat(ParameterTool.fromSystemProperties().get("java.version"))
                .isEqualTo(System.getProperty("java.version"));
    }

    @Test
    void parametersBecomePropertiesAndConfiguration() {
        ParameterTool parameters = args("--taskmanager.numberOfTaskSlots", "2", "--x", "y");
        Properties properties = parameters.getProperties();
        assertThat(properties).hasSize(2).containsEntry("x", "y");
        assertThat(parameters.getConfiguration().toMap()).isEqualTo(parameters.toMap());
    }

    @Test
    void theParametersAskedForMakeAFileToBeginWith(@TempDir Path folder) throws Exception {
        ParameterTool parameters = args("--input", "x");
        parameters.get("input");
        parameters.getInt("rate", 5);
        parameters.getInt("rate", 6);
        parameters.get("late");
        parameters.get("late", "3 h");
        String file = folder.resolve("defaults.properties").toString();
        parameters.createPropertiesFile(file);
        assertThat(ParameterTool.fromPropertiesFile(file).toMap())
                .isEqualTo(Map.of("input", "<undefined>", "rate", "5", "late", "3 h"));
        assertThatThrownBy(() -> parameters.createPropertiesFile(file, false))
                .isInstanceOf(RuntimeException.class)
                .hasMessage("File " + file + " exists and overwriting is not allowed");
        args("--a", "1").createPropertiesFile(file);
        assertThat(ParameterTool.fromPropertiesFile(file).toMap()).isEmpty();
    }

    @Test
    void equalOnesHoldTheSameAndWereAskedTheSame() throws Exception {
        ParameterTool parameters = args("--a", "1");
        assertThat(parameters).isEqualTo(args("--a", "1")).hasSameHashCodeAs(args("--a", "1"));
        assertThat(parameters).isNotEqualTo(args("--a", "2")).isNotEqualTo(null);
        assertThat(parameters.clone()).isEqualTo(parameters).isNotSameAs(parameters);
        parameters.has("a");
        assertThat(parameters).isNotEqualTo(args("--a", "1"));
    }

    @Test
    void functionsThatHoldParametersCanReadThemElsewhere() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(args("--a", "1"));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ParameterTool copy = (ParameterTool) in.readObject();
            assertThat(copy.getInt("a")).isEqualTo(1);
            assertThat(copy.getInt("b", 2)).isEqualTo(2);
            assertThat(copy.getUnrequestedParameters()).isEmpty();
        }
    }
}
