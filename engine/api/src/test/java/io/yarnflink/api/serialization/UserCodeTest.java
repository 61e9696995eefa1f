package io.yarnflink.api.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.Types;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserCodeTest {
    private static final ClassLoader LOADER = UserCodeTest.class.getClassLoader();

    /** Something that cannot travel. */
    static class Connection {}

    static class Config implements Serializable {
        final Object client;

        Config(Object client) {
            this.client = client;
        }
    }

    static class MyMap implements MapFunction<String, String> {
        final Connection conn = new Connection();

        @Override
        public String map(String value) {
            return value + conn;
        }
    }

    static class Holder implements MapFunction<String, String> {
        final Object held;
        transient Connection notSent = new Connection();

        Holder(Object held) {
            this.held = held;
        }

        @Override
        public String map(String value) {
            return value + held;
        }
    }

    private final Connection own = new Connection();

    @Test
    void theFieldThatHoldsAFunctionBackIsNamed() {
        assertThatThrownBy(() -> UserCode.serialize(new MyMap(), "The function of map 'count'"))
                .isInstanceOf(NotSerializableFunctionException.class)
                .hasMessage("The function of map 'count' cannot be serialized: MyMap.conn -> "
                        + Connection.class.getName() + " does not implement Serializable; make the field transient and"
                        + " create its value in open() of a rich function, or make the class Serializable");
    }

    @Test
    void thePathLeadsThroughFieldsCollectionsAndArrays() {
        assertPath(new Holder(new Config(new Connection())), "Holder.held.client -> ");
        assertPath(new Holder(new ArrayList<>(List.of("a", new Connection()))), "Holder.held[1] -> ");
        assertPath(new Holder(new Object[] {1, "b", new Config(new Connection())}), "Holder.held[2].client -> ");
        assertPath(new Holder(Map.of("db", new Config(new Connection()))), "Holder.held[db].client -> ");
        assertPath(new Connection(), "Connection -> ");
    }

    @Test
    void thePathBeginsAtTheUsersFunction() {
        assertPath(new OperatorDescriptor.Map<>(new MyMap()), "MyMap.conn -> ");
        assertPath(
                new OperatorDescriptor.KeyedReduce<>(
                        (String a, String b) -> a, new Keying<>(new MySelector(), Types.STRING), Types.STRING),
                "MySelector.conn -> ");
    }

    static class MySelector implements KeySelector<String, String> {
        final Connection conn = new Connection();

        @Override
        public String getKey(String value) {
            return value + conn;
        }
    }

    @Test
    void theNearestObstacleIsNamed() {
        assertPath(
                new Holder(List.of(new Config(new Config(new Connection())), new Config(new Connection()))),
                "Holder.held[1].client -> ");
    }

    @Test
    void lambdasNameWhatTheyCapture() {
        var local = new Connection();
        var config = new Config(new Connection());
        MapFunction<String, String> captures = value -> value + local;
        assertPath(captures, "lambda in UserCodeTest.captured variable 1 -> ");
        assertThatThrownBy(() -> UserCode.serialize(captures, "It"))
                .hasMessageContaining("create the object in open() of a rich function instead of capturing it");
        int first = 1;
        MapFunction<String, String> nested = value -> value + first + config;
        assertPath(nested, "lambda in UserCodeTest.captured variable 2.client -> ");
        MapFunction<String, String> usesThis = value -> value + own;
        assertThatThrownBy(() -> UserCode.serialize(usesThis, "It"))
                .hasMessageContaining("lambda in UserCodeTest.this -> " + UserCodeTest.class.getName())
                .hasMessageContaining("copy what it needs to a local variable");
    }

    @Test
    void anInnerClassIsToldToBeStatic() {
        var anonymous = new MapFunction<String, String>() {
            @Override
            public String map(String value) {
                return value + own;
            }
        };
        assertThatThrownBy(() -> UserCode.serialize(anonymous, "It"))
                .hasMessageContaining("UserCodeTest$1.this$0 -> " + UserCodeTest.class.getName())
                .hasMessageContaining("make it static");
    }

    @Test
    void aFailureInUserCodeIsPassedOn() {
        assertThatThrownBy(() -> UserCode.serialize(new Refuses(), "It"))
                .isInstanceOf(NotSerializableFunctionException.class)
                .hasMessage("It cannot be serialized: java.io.IOException: not today");
    }

    static class Refuses implements Serializable {
        private void writeObject(ObjectOutputStream out) throws IOException {
            throw new IOException("not today");
        }
    }

    @Test
    void functionsComeBack() throws Exception {
        int add = 2;
        MapFunction<Integer, Integer> lambda = value -> value + add;
        assertThat(again(lambda, MapFunction.class)).isInstanceOf(MapFunction.class);
        @SuppressWarnings("unchecked")
        MapFunction<Integer, Integer> read = again(lambda, MapFunction.class);
        assertThat(read.map(40)).isEqualTo(42);
        assertThat(again(new Holder("x"), Holder.class).map("y")).isEqualTo("yx");
        assertThat(again(int.class, Class.class)).isEqualTo(int.class);
        assertThat(again(new int[][] {{1}}, int[][].class)).isDeepEqualTo(new int[][] {{1}});
        var large = new HashSet<Integer>();
        for (int i = 0; i < 10_000; i++) {
            large.add(i);
        }
        assertThat((Object) again(large, HashSet.class)).isEqualTo(large);
    }

    @Test
    void proxiesComeBack() {
        Object proxy =
                Proxy.newProxyInstance(LOADER, new Class<?>[] {Serializable.class, Comparable.class}, new Answer());
        Object read = again(proxy, Object.class);
        assertThat(Proxy.isProxyClass(read.getClass())).isTrue();
        assertThat(read.toString()).isEqualTo("answer");
    }

    static class Answer implements java.lang.reflect.InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] args) {
            return "answer";
        }
    }

    @Test
    void anotherTypeThanExpectedIsRefused() {
        byte[] bytes = UserCode.serialize("text", "It");
        assertThatThrownBy(() -> UserCode.deserialize(bytes, LOADER, Integer.class))
                .hasMessageStartingWith("Serialized data does not hold a java.lang.Integer");
    }

    @Test
    void aClassThatIsNotInTheLoaderIsNamed() {
        byte[] bytes = UserCode.serialize(new Holder("x"), "It");
        assertThatThrownBy(() -> UserCode.deserialize(bytes, ClassLoader.getPlatformClassLoader(), Object.class))
                .hasMessageContaining("needs class " + Holder.class.getName());
    }

    @Test
    void dataThatClaimsHugeArraysIsRefused() {
        byte[] bytes = UserCode.serialize(new int[1], "It");
        // The array's length is the int before its single element.
        bytes[bytes.length - 8] = 0x7F;
        assertThatThrownBy(() -> UserCode.deserialize(bytes, LOADER, int[].class))
                .hasRootCauseInstanceOf(InvalidClassException.class)
                .hasMessageContaining("REJECTED");
    }

    @Test
    void dataThatIsNestedTooDeeplyIsRefused() {
        Object nested = "x";
        for (int i = 0; i < 600; i++) {
            nested = new Config(nested);
        }
        byte[] bytes = UserCode.serialize(nested, "It");
        assertThatThrownBy(() -> UserCode.deserialize(bytes, LOADER, Object.class))
                .hasMessageContaining("REJECTED");
    }

    private static void assertPath(Object object, String path) {
        assertThatThrownBy(() -> UserCode.serialize(object, "It"))
                .isInstanceOf(NotSerializableFunctionException.class)
                .hasMessageStartingWith("It cannot be serialized: " + path + Connection.class.getName()
                        + " does not implement Serializable");
    }

    private static <T> T again(Object object, Class<T> type) {
        return UserCode.deserialize(UserCode.serialize(object, "It"), LOADER, type);
    }
}
