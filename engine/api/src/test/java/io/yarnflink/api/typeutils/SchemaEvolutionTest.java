package io.yarnflink.api.typeutils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.tuple.Tuple3;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each change that a class may see between writing its values and reading them, and each that it may not. */
@SuppressWarnings("NullAway") // Nulls are among what is tested.
class SchemaEvolutionTest {
    private static final String PERSON =
            "class Person { public String name = \"?\"; public int age; public static Person make() {"
                    + " var p = new Person(); p.name = \"Ada\"; p.age = 36; return p; } }";

    @Test
    void anUnchangedPojoIsReadAsIs() {
        var change = new Change("Person", Compiled.of(PERSON), Compiled.of(PERSON));
        assertThat(change.verdict().isCompatibleAsIs()).isTrue();
        assertThat(change.readByNew()).contains(entry("name", "Ada"), entry("age", 36));
    }

    @Test
    void aFieldAddedToAPojoHasTheValueOfItsConstructor() {
        var change = new Change(
                "Person",
                Compiled.of(PERSON),
                Compiled.of("class Person { public String name; public int age; public long born = 1815;"
                        + " public String town; }"));
        assertThat(change.verdict().isCompatibleAfterMigration()).isTrue();
        assertThat(change.readByRestored())
                .contains(entry("name", "Ada"), entry("age", 36), entry("born", 1815L), entry("town", null));
    }

    @Test
    void aFieldRemovedFromAPojoIsDropped() {
        var change = new Change("Person", Compiled.of(PERSON), Compiled.of("class Person { public String name; }"));
        assertThat(change.verdict().isCompatibleAfterMigration()).isTrue();
        assertThat(change.readByRestored()).containsExactly(entry("name", "Ada"));
        assertThat(change.readByRestoredAfterWriting()).containsExactly(entry("name", "Ada"));
    }

    @Test
    void fieldsOfAPojoMayChangePlaces() {
        var change = new Change(
                "Person", Compiled.of(PERSON), Compiled.of("class Person { public int age; public String name; }"));
        assertThat(change.verdict().isCompatibleAsIs()).isTrue();
        assertThat(change.readByNew()).contains(entry("name", "Ada"), entry("age", 36));
    }

    @Test
    void aFieldMayMoveToASuperclass() {
        var change = new Change(
                "Person",
                Compiled.of(PERSON),
                Compiled.of("class Being { public int age; }", "class Person extends Being { public String name; }"));
        assertThat(change.verdict().isCompatibleAsIs()).isTrue();
        assertThat(change.readByNew()).contains(entry("name", "Ada"));
    }

    @Test
    void aFieldOfAPojoKeepsItsType() {
        var change = new Change(
                "Person", Compiled.of(PERSON), Compiled.of("class Person { public String name; public String age; }"));
        assertThat(change.refusal())
                .isEqualTo("field age of p.Person was of type int and is now of type java.lang.String;"
                        + " give the field a new name instead");
    }

    @Test
    void aPrimitiveFieldMayBecomeItsWrapperButNotBack() {
        Compiled wrapped = Compiled.of(
                "class Person { public String name; public Integer age; public static Person make() { return new Person(); } }");
        var change = new Change("Person", Compiled.of(PERSON), wrapped);
        assertThat(change.verdict().isCompatibleAfterMigration()).isTrue();
        assertThat(change.readByRestored()).contains(entry("name", "Ada"), entry("age", 36));
        TypeSerializerSnapshot<Object> old = Compiled.store(wrapped.serializer("Person"), wrapped.make("Person"))
                .snapshotIn(Compiled.of(PERSON));
        assertThat(resolve(Compiled.of(PERSON).serializer("Person"), old)
                        .getReason()
                        .orElseThrow())
                .startsWith("field age of p.Person was of type java.lang.Integer and is now of type int");
    }

    @Test
    void allFieldsThatChangedTheirTypesAreNamed() {
        var change = new Change(
                "Person",
                Compiled.of(PERSON),
                Compiled.of("class Person { public List<String> name; public long age; }"));
        assertThat(change.refusal())
                .contains("field age of p.Person was of type int and is now of type long")
                .contains("field name of p.Person was of type java.lang.String and is now of type java.util.List");
    }

    @Test
    void aClassKeepsItsName() {
        Compiled before = Compiled.of(PERSON);
        Compiled after = Compiled.of("class Human { public String name; public int age; }");
        Compiled.Stored stored = Compiled.store(before.serializer("Person"), before.make("Person"));
        TypeSerializerSnapshot<Object> old = stored.snapshotIn(after);
        assertThat(resolve(after.serializer("Human"), old).getReason())
                .contains("values were stored as p.Person, but the program reads them as p.Human;"
                        + " a class whose values are stored keeps its name");
        assertThatThrownBy(old::restoreSerializer)
                .hasMessage("Values were stored as p.Person, which is not on the class path any more; was it renamed?");
    }

    @Test
    void aPojoMayNotBecomeARecord() {
        var change = new Change("Person", Compiled.of(PERSON), Compiled.of("record Person(String name, int age) {}"));
        assertThat(change.refusal())
                .isEqualTo("values were stored as POJO p.Person, but the program reads them as record p.Person");
    }

    @Test
    void aChangeInsideAFieldIsMadeThere() {
        String owner =
                "class Owner { public Pet pet; public Map<String, List<Pet>> others; public static Owner make() {"
                        + " var o = new Owner(); o.pet = new Pet(); o.others = Map.of(\"x\", List.of(o.pet)); return o; } }";
        var change = new Change(
                "Owner",
                Compiled.of(owner, "class Pet { public String name = \"Rex\"; }"),
                Compiled.of(owner, "class Pet { public String name; public int legs = 4; }"));
        assertThat(change.verdict().isCompatibleAfterMigration()).isTrue();
        Map<String, Object> read = change.readByRestored();
        assertThat(Compiled.fields(read.get("pet"))).contains(entry("name", "Rex"), entry("legs", 4));
        var others = (Map<?, ?>) read.get("others");
        assertThat(Compiled.fields(((List<?>) others.get("x")).get(0)))
                .contains(entry("name", "Rex"), entry("legs", 4));
    }

    @Test
    void aRefusalNamesTheWayToTheFieldInside() {
        String owner = "class Owner { public List<Pet> pets; public static Owner make() {"
                + " var o = new Owner(); o.pets = List.of(new Pet()); return o; } }";
        var change = new Change(
                "Owner",
                Compiled.of(owner, "class Pet { public String name = \"Rex\"; }"),
                Compiled.of(owner, "class Pet { public char name; }"));
        assertThat(change.refusal())
                .isEqualTo("field pets of p.Owner: an element: field name of p.Pet was of type java.lang.String"
                        + " and is now of type char; give the field a new name instead");
    }

    private static final String POINT =
            "record Point(int x, long y, String name) { public static Point make() { return new Point(1, 2, \"a\"); } }";

    @Test
    void anUnchangedRecordIsReadAsIs() {
        var change = new Change("Point", Compiled.of(POINT), Compiled.of(POINT));
        assertThat(change.verdict().isCompatibleAsIs()).isTrue();
        assertThat(change.readByNew()).contains(entry("x", 1), entry("y", 2L), entry("name", "a"));
    }

    @Test
    void aComponentAddedToARecordIsZeroOrNull() {
        var change = new Change(
                "Point",
                Compiled.of(POINT),
                Compiled.of("record Point(double z, int x, boolean b, long y, String name, Integer i) {}"));
        assertThat(change.verdict().isCompatibleAfterMigration()).isTrue();
        assertThat(change.readByRestored())
                .containsOnly(
                        entry("x", 1),
                        entry("y", 2L),
                        entry("name", "a"),
                        entry("z", 0.0),
                        entry("b", false),
                        entry("i", null));
    }

    @Test
    void aComponentRemovedFromARecordIsDropped() {
        var change = new Change("Point", Compiled.of(POINT), Compiled.of("record Point(long y) {}"));
        assertThat(change.verdict().isCompatibleAfterMigration()).isTrue();
        assertThat(change.readByRestored()).containsExactly(entry("y", 2L));
        assertThat(change.readByRestoredAfterWriting()).containsExactly(entry("y", 2L));
    }

    @Test
    void componentsOfARecordMayChangePlaces() {
        var change =
                new Change("Point", Compiled.of(POINT), Compiled.of("record Point(String name, long y, int x) {}"));
        assertThat(change.verdict().isCompatibleAfterMigration()).isTrue();
        assertThat(change.readByRestored()).contains(entry("x", 1), entry("y", 2L), entry("name", "a"));
    }

    @Test
    void aComponentOfARecordKeepsItsType() {
        var change = new Change("Point", Compiled.of(POINT), Compiled.of("record Point(int x, int y, String name) {}"));
        assertThat(change.refusal())
                .isEqualTo("field y of p.Point was of type long and is now of type int;"
                        + " give the field a new name instead");
    }

    private static final String COLOR = "enum Color { RED, BLUE; public static Color make() { return BLUE; } }";

    @Test
    void constantsAppendedToAnEnumChangeNothing() {
        Compiled after = Compiled.of("enum Color { RED, BLUE, GREEN }");
        var change = new Change("Color", Compiled.of(COLOR), after);
        assertThat(change.verdict().isCompatibleAsIs()).isTrue();
        assertThat(change.newValue()).hasToString("BLUE");
    }

    @Test
    void constantsOfAnEnumAreKnownByTheirNamesWhenTheOrderChanges() {
        Compiled after = Compiled.of("enum Color { GREEN, BLUE { public String toString() { return \"b\"; } }, RED }");
        var change = new Change("Color", Compiled.of(COLOR), after);
        assertThat(change.verdict().isCompatibleAfterMigration()).isTrue();
        assertThat(change.restoredValue()).hasToString("b");
        TypeSerializer<Object> restored = change.restored();
        for (Object constant : after.type("Color").getEnumConstants()) {
            assertThat(SerializerAssert.read(restored, SerializerAssert.bytes(restored, constant)))
                    .isSameAs(constant);
        }
    }

    @Test
    void constantsOfAnEnumMayNotGo() {
        var change = new Change("Color", Compiled.of(COLOR), Compiled.of("enum Color { RED, GREEN }"));
        assertThat(change.refusal())
                .isEqualTo("enum p.Color has lost BLUE, which may be among the stored values;"
                        + " keep the constants that were");
        assertThatThrownBy(change::restoredValue)
                .hasMessageContaining("p.Color has no constant BLUE any more, but the data names it");
    }

    @Test
    void anEnumKeepsItsName() {
        Compiled before = Compiled.of(COLOR);
        Compiled after = Compiled.of("enum Colour { RED, BLUE }", PERSON);
        TypeSerializerSnapshot<Object> old =
                Compiled.store(before.serializer("Color"), before.make("Color")).snapshotIn(after);
        assertThat(resolve(after.serializer("Colour"), old).getReason().orElseThrow())
                .startsWith("values were stored as p.Color, but the program reads them as p.Colour");
        assertThat(resolve(after.serializer("Person"), old).getReason())
                .contains("values were stored as enum p.Color, but the program reads them as POJO p.Person");
    }

    private static final String SHAPE = "class Shape { public String label; public static Shape make() {"
            + " var c = new Circle(); c.label = \"c\"; c.radius = 3; return c; } }";

    @Test
    void theSubclassesThatWereStoredChangeAsTheirParentDoes() {
        var change = new Change(
                "Shape",
                Compiled.of(SHAPE, "class Circle extends Shape { public int radius; }"),
                Compiled.of(SHAPE, "class Circle extends Shape { public int radius; public String color = \"red\"; }"));
        assertThat(change.verdict().isCompatibleAfterMigration()).isTrue();
        assertThat(change.readByRestored()).contains(entry("radius", 3), entry("color", "red"));
        assertThat(change.readByRestoredAfterWriting()).contains(entry("radius", 3), entry("color", "red"));
    }

    @Test
    void aSubclassThatWasStoredKeepsTheTypesOfItsFields() {
        var change = new Change(
                "Shape",
                Compiled.of(SHAPE, "class Circle extends Shape { public int radius; }"),
                Compiled.of(SHAPE, "class Circle extends Shape { public double radius; }"));
        assertThat(change.refusal())
                .isEqualTo("subclass p.Circle of p.Shape: field radius of p.Circle was of type int and is now of type"
                        + " double; give the field a new name instead");
    }

    @Test
    void aSubclassThatWasStoredMayNotGo() {
        var change = new Change(
                "Shape",
                Compiled.of(SHAPE, "class Circle extends Shape { public int radius; }"),
                Compiled.of("class Shape { public String label; }"));
        assertThat(change.refusal())
                .isEqualTo("subclass p.Circle of p.Shape, of which values may be stored, is not on the class path any"
                        + " more");
    }

    @Test
    void tuplesComposeTheVerdictsOfTheirFields() {
        String pair = "class Pair extends Tuple2<Pet, String> { public static Pair make() {"
                + " var p = new Pair(); p.f0 = new Pet(); p.f1 = \"x\"; return p; } }";
        var change = new Change(
                "Pair",
                Compiled.of(pair, "class Pet { public String name = \"Rex\"; }"),
                Compiled.of(pair, "class Pet { public String name; public int legs = 4; }"));
        assertThat(change.verdict().isCompatibleAfterMigration()).isTrue();
        var read = (Tuple2<?, ?>) change.restoredValue();
        assertThat(Compiled.fields(read.f0)).contains(entry("name", "Rex"), entry("legs", 4));
        assertThat(read.f1).isEqualTo("x");
    }

    @Test
    void aTupleKeepsItsFieldsAndTheirTypes() {
        TypeInformation<?> old = TypeInformation.of(new TypeHint<Tuple2<String, Long>>() {});
        assertThat(refusal(old, TypeInformation.of(new TypeHint<Tuple3<String, Long, Long>>() {})))
                .isEqualTo("values were stored as Tuple2<StringSerializer, LongSerializer>, but the program reads them"
                        + " as Tuple3<StringSerializer, LongSerializer, LongSerializer>");
        assertThat(refusal(old, TypeInformation.of(new TypeHint<Tuple2<String, Integer>>() {})))
                .isEqualTo("field f1 of Tuple2: values were stored as LongSerializer, but the program reads them as"
                        + " IntSerializer");
    }

    @Test
    void collectionsAndArraysKeepTheTypesOfTheirElements() {
        assertThat(refusal(
                        TypeInformation.of(new TypeHint<List<String>>() {}),
                        TypeInformation.of(new TypeHint<List<Long>>() {})))
                .isEqualTo("an element: values were stored as StringSerializer, but the program reads them as"
                        + " nullable LongSerializer");
        assertThat(refusal(
                        TypeInformation.of(new TypeHint<Map<String, Long>>() {}),
                        TypeInformation.of(new TypeHint<Map<String, Integer>>() {})))
                .isEqualTo("a value of the map: values were stored as LongSerializer, but the program reads them as"
                        + " IntSerializer");
        assertThat(refusal(
                        TypeInformation.of(new TypeHint<Map<Integer, Long>>() {}),
                        TypeInformation.of(new TypeHint<Map<Long, Long>>() {})))
                .startsWith("a key of the map: ");
        assertThat(refusal(
                        TypeInformation.of(new TypeHint<Set<String>>() {}),
                        TypeInformation.of(new TypeHint<List<String>>() {})))
                .isEqualTo("values were stored as Set<StringSerializer>, but the program reads them as"
                        + " List<StringSerializer>");
        assertThat(refusal(TypeInformation.of(String[].class), TypeInformation.of(Integer[].class)))
                .startsWith("an element of the array: values were stored as java.lang.String, but the program reads");
        assertThat(refusal(TypeInformation.of(int[].class), TypeInformation.of(long[].class)))
                .startsWith("values were stored as [I, but the program reads them as [J");
        assertThat(refusal(Types.GENERIC(Object.class), Types.GENERIC(Thread.class)))
                .startsWith("values were stored as java.lang.Object, but the program reads them as java.lang.Thread");
    }

    private static String refusal(TypeInformation<?> before, TypeInformation<?> after) {
        TypeSerializer<?> now = after.createSerializer(new ExecutionConfig());
        TypeSerializer<?> then = before.createSerializer(new ExecutionConfig());
        return NestedCompatibility.resolve(now.snapshotConfiguration(), then.snapshotConfiguration())
                .getReason()
                .orElseThrow();
    }

    private static TypeSerializerSchemaCompatibility<Object> resolve(
            TypeSerializer<Object> serializer, TypeSerializerSnapshot<Object> old) {
        return serializer.snapshotConfiguration().resolveSchemaCompatibility(old);
    }

    /** Values of a class that were stored before it changed. */
    private record Change(String type, Compiled before, Compiled after) {
        private Compiled.Stored stored() {
            return before.within(() -> Compiled.store(before.serializer(type), before.make(type)));
        }

        TypeSerializerSchemaCompatibility<Object> verdict() {
            return after.within(() -> resolve(after.serializer(type), stored().snapshotIn(after)));
        }

        String refusal() {
            TypeSerializerSchemaCompatibility<Object> verdict = verdict();
            assertThat(verdict.isIncompatible()).as(verdict.toString()).isTrue();
            return verdict.getReason().orElseThrow();
        }

        TypeSerializer<Object> restored() {
            return after.within(() -> stored().snapshotIn(after).restoreSerializer());
        }

        Object restoredValue() {
            return after.within(() -> SerializerAssert.read(restored(), stored().values()));
        }

        Object newValue() {
            return after.within(() -> SerializerAssert.read(after.serializer(type), stored().values()));
        }

        Map<String, Object> readByNew() {
            return Compiled.fields(newValue());
        }

        Map<String, Object> readByRestored() {
            return Compiled.fields(restoredValue());
        }

        /** The restored serializer, a duplicate of it and one that travelled write what they read. */
        Map<String, Object> readByRestoredAfterWriting() {
            return after.within(() -> {
                TypeSerializer<Object> restored = restored().duplicate();
                byte[] bytes = SerializerAssert.bytes(restored, restored.copy(restoredValue()));
                return Compiled.fields(SerializerAssert.read(restored(), bytes));
            });
        }
    }
}
