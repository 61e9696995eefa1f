package io.yarnflink.api.typeutils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.Samples.Ride;
import java.io.Serializable;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PojoRulesTest {
    static Stream<Arguments> violations() {
        return Stream.of(
                Arguments.of(NotPublic.class, "the class is not public"),
                Arguments.of(Inner.class, "the class is nested but not static"),
                Arguments.of(NoConstructor.class, "it has no constructor without parameters"),
                Arguments.of(HiddenConstructor.class, "its constructor without parameters is not public"),
                Arguments.of(NoGetter.class, "field name is not public and has no public getter"),
                Arguments.of(NoSetter.class, "field name is not public and has no public setter"),
                Arguments.of(WrongGetter.class, "field name is not public and has no public getter"),
                Arguments.of(FinalField.class, "field name is final"),
                Arguments.of(NoFields.class, "it has no fields"),
                Arguments.of(Shadowing.class, "field name is declared twice in its class hierarchy"));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void theRuleThatIsBrokenIsNamed(Class<?> type, String rule) {
        TypeInformation<?> found = TypeInformation.of(type);
        ExecutionConfig strict = new ExecutionConfig();
        strict.disableGenericTypes();

        assertThat(found).isEqualTo(Types.GENERIC(type));
        assertThatThrownBy(() -> found.createSerializer(strict))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageContaining("because it is no POJO: " + rule);
        assertThatThrownBy(() -> Types.POJO(type))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageStartingWith(type.getName() + " is no POJO: " + rule);
    }

    @Test
    void aClassWhoseValuesCannotBeWrittenAtAllIsRefused() {
        assertThatThrownBy(() -> TypeInformation.of(HoldsThread.class))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageStartingWith(
                        HoldsThread.class.getName() + " is no POJO (field thread: java.lang.Thread is no POJO")
                .hasMessageContaining("cannot travel between tasks (field thread: java.lang.Thread is closed)")
                .hasMessageContaining("make it a record, follow the rules of POJOs, or implement Serializable");
    }

    @Test
    void aSerializableClassThatIsNoPojoIsGeneric() {
        assertThat(TypeInformation.of(SerializableOnly.class)).isEqualTo(Types.GENERIC(SerializableOnly.class));
    }

    @Test
    void gettersAndSettersAreFoundWhateverTheirStyle() {
        assertThat(TypeInformation.of(Styles.class)).isInstanceOf(PojoTypeInfo.class);
        assertThat(TypeInformation.of(Ride.class)).isEqualTo(Types.POJO(Ride.class));
    }

    @Test
    void theTypesOfFieldsCanBeGiven() {
        TypeInformation<Loose> type = Types.POJO(Loose.class, Map.of("content", Types.STRING));
        assertThat(type).hasToString("PojoType<" + Loose.class.getName() + ", fields = [content: String]>");
        var loose = new Loose();
        loose.content = "x";
        assertThat(SerializerAssert.serializer(type).copy(loose).content).isEqualTo("x");
        assertThatThrownBy(() -> Types.POJO(Loose.class, Map.of("contents", Types.STRING)))
                .hasMessageContaining("has no field 'contents'");
    }

    @Test
    void anAbstractPojoIsReadAsItsSubclass() {
        TypeSerializer<Animal> serializer = SerializerAssert.serializer(TypeInformation.of(Animal.class));
        var dog = new Dog();
        dog.legs = 4;
        dog.barks = true;
        Animal read = SerializerAssert.read(serializer, SerializerAssert.bytes(serializer, dog));
        assertThat(read.legs).isEqualTo(4);
        assertThat(((Dog) read).barks).isTrue();
        assertThatThrownBy(serializer::createInstance).hasMessageContaining("Animal is abstract");
    }

    static class NotPublic {
        public int x;

        public NotPublic() {}
    }

    @SuppressWarnings("ClassCanBeStatic") // That it is not is what is tested.
    public class Inner {
        public int x;

        public Inner() {}
    }

    public static class NoConstructor {
        public int x;

        public NoConstructor(int x) {
            this.x = x;
        }
    }

    public static class HiddenConstructor {
        public int x;

        HiddenConstructor() {}
    }

    @SuppressWarnings("UnusedVariable")
    public static class NoGetter {
        private @Nullable String name;

        public NoGetter() {}

        public void setName(String name) {
            this.name = name;
        }
    }

    public static class NoSetter {
        private @Nullable String name;

        public NoSetter() {}

        public @Nullable String getName() {
            return name;
        }
    }

    public static class WrongGetter {
        private @Nullable String name;

        public WrongGetter() {}

        public int getName() {
            return name == null ? 0 : name.length();
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    public static class FinalField {
        public final String name = "";

        public FinalField() {}
    }

    public static class NoFields {
        public NoFields() {}
    }

    public static class Named {
        public @Nullable String name;

        public Named() {}
    }

    public static class Shadowing extends Named {
        @SuppressWarnings("HidingField")
        public @Nullable String name;

        public Shadowing() {}
    }

    public static class HoldsThread {
        public @Nullable Thread thread;

        public HoldsThread() {}
    }

    public static class Loose {
        public @Nullable Object content;

        public Loose() {}
    }

    static class SerializableOnly implements Serializable {}

    public abstract static class Animal {
        public int legs;

        public Animal() {}
    }

    public static class Dog extends Animal {
        public boolean barks;

        public Dog() {}
    }

    public static class Styles {
        private int plain;
        private boolean isDone;
        private long fluent;
        private int snake_case;
        private Integer boxed = 0;

        public Styles() {}

        public int getBoxed() {
            return boxed;
        }

        public void setBoxed(int boxed) {
            this.boxed = boxed;
        }

        public int getPlain() {
            return plain;
        }

        public void setPlain(int plain) {
            this.plain = plain;
        }

        public boolean isDone() {
            return isDone;
        }

        public void setDone(boolean done) {
            isDone = done;
        }

        public long fluent() {
            return fluent;
        }

        public Styles setFluent(long fluent) {
            this.fluent = fluent;
            return this;
        }

        public int getSnakeCase() {
            return snake_case;
        }

        public void setSnakeCase(int value) {
            snake_case = value;
        }
    }
}
