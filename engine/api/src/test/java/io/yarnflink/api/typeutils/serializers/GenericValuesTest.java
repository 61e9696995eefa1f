package io.yarnflink.api.typeutils.serializers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GenericValuesTest {
    /** No POJO and not serializable, as many classes of programs. */
    static class Event {
        final String type;
        final int[] addresses;
        private final @Nullable Event cause;
        transient String shown = "shown";

        Event(String type, @Nullable Event cause, int... addresses) {
            this.type = type;
            this.cause = cause;
            this.addresses = addresses;
        }
    }

    static class Alert extends Event {
        final List<Event> events;
        final Event[] last;

        Alert(String type, Event... events) {
            super(type, null);
            this.events = List.of(events);
            last = events;
        }
    }

    record Pair(Event left, Event right) {}

    static class Envelope implements Serializable {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial")
        final Event event;

        Envelope(Event event) {
            this.event = event;
        }
    }

    static class Circle {
        @Nullable
        Circle next;
    }

    static class Maybe {
        final Object value = Optional.of(1);
    }

    @Test
    void aClassThatIsNotSerializableIsWrittenFieldByField() throws IOException {
        Event read = again(Event.class, new Event("open", new Event("boot", null), 1, 2));

        assertThat(read.type).isEqualTo("open");
        assertThat(read.addresses).containsExactly(1, 2);
        assertThat(requireNonNull(read.cause).type).isEqualTo("boot");
        assertThat(read.shown).isNull();
    }

    @Test
    void fieldsOfSuperclassesListsAndArraysComeBack() throws IOException {
        Event event = new Event("open", null);
        Alert read = again(Alert.class, new Alert("alert", event, event));

        assertThat(read.type).isEqualTo("alert");
        assertThat(read.events).extracting(e -> e.type).containsExactly("open", "open");
        assertThat(read.last[0]).isSameAs(read.last[1]);
    }

    @Test
    void recordsAndSerializableObjectsMayHoldWhatIsNot() throws IOException {
        Pair pair = again(Pair.class, new Pair(new Event("a", null), new Event("b", null)));
        Envelope envelope = again(Envelope.class, new Envelope(new Event("c", null)));

        assertThat(pair.left().type + pair.right().type + envelope.event.type).isEqualTo("abc");
    }

    @Test
    void aCopySharesNothing() {
        Event event = new Event("open", null, 1);
        Event copy = new GenericSerializer<>(Event.class).copy(event);

        assertThat(copy.type).isEqualTo("open");
        assertThat(copy.addresses).isNotSameAs(event.addresses).containsExactly(1);
    }

    @Test
    void objectsInACircleAndClosedClassesAreRefusedByName() {
        Circle circle = new Circle();
        circle.next = circle;

        assertThatThrownBy(() -> again(Circle.class, circle))
                .hasMessageContaining(Circle.class.getName() + " holds itself");
        circle.next = new Circle();
        circle.next.next = circle;
        assertThatThrownBy(() -> again(Circle.class, circle))
                .hasMessageContaining(Circle.class.getName() + " holds itself");
        assertThatThrownBy(() -> again(Maybe.class, new Maybe())).hasMessageContaining("java.util.Optional");
    }

    static class Numbered {
        int number;
    }

    static class Named extends Numbered implements Serializable {
        private static final long serialVersionUID = 1L;
        String name = "";
    }

    @Test
    void aSerializableObjectKeepsTheFieldsOfASuperclassThatIsNot() throws IOException {
        Named named = new Named();
        named.number = 7;
        named.name = "seven";

        Named read = again(Named.class, named);

        assertThat(read.number).isEqualTo(7);
        assertThat(read.name).isEqualTo("seven");
    }

    static class Person {
        final List<Person> friends = new ArrayList<>();
        final Map<String, Person> relatives = new HashMap<>();
    }

    @Test
    void objectsInACircleOfCollectionsAreRefusedRatherThanReadAsSomethingElse() {
        Person friend = new Person();
        friend.friends.add(new Person());
        friend.friends.get(0).friends.add(friend);
        Person relative = new Person();
        relative.relatives.put("self", relative);

        for (Person person : List.of(friend, relative)) {
            assertThatThrownBy(() -> again(Person.class, person))
                    .hasMessageContaining("A serialized " + Person.class.getName() + " cannot be read")
                    .hasMessageContaining("an object holds itself");
        }
    }

    private static <T> T again(Class<T> type, T value) throws IOException {
        GenericSerializer<T> serializer = new GenericSerializer<>(type);
        ByteArrayOutputView out = new ByteArrayOutputView(64);
        serializer.serialize(value, out);
        return serializer.deserialize(new ByteArrayInputView(out.toByteArray()));
    }
}
