package io.yarnflink.api.functions.aggregation;

import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.typeutils.PojoField;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and sets a part of a value. */
interface FieldAccess extends Serializable {
    Object get(Object holder) throws ReflectiveOperationException;

    /** The value with the part set: {@code holder} itself where its class lets it be changed. */
    Object set(Object holder, Object part) throws ReflectiveOperationException;

    /** The value is its own only part. */
    record Whole() implements FieldAccess {
        @Override
        public Object get(Object holder) {
            return holder;
        }

        @Override
        public Object set(Object holder, Object part) {
            return part;
        }
    }

    /** A field of a tuple. */
    record OfTuple(int position) implements FieldAccess {
        @Override
        public Object get(Object holder) {
            return ((Tuple) holder).getFieldNotNull(position);
        }

        @Override
        public Object set(Object holder, Object part) {
            ((Tuple) holder).setField(part, position);
            return holder;
        }
    }

    /** A part of a part. */
    record Nested(FieldAccess outer, FieldAccess inner) implements FieldAccess {
        @Override
        public Object get(Object holder) throws ReflectiveOperationException {
            return inner.get(outer.get(holder));
        }

        @Override
        public Object set(Object holder, Object part) throws ReflectiveOperationException {
            return outer.set(holder, inner.set(outer.get(holder), part));
        }
    }

    /** A field of a POJO. */
    final class OfPojo implements FieldAccess {
        private final PojoField pojoField;
        private transient @Nullable Field field;

        OfPojo(PojoField pojoField) {
            this.pojoField = pojoField;
        }

        @Override
        public Object get(Object holder) throws ReflectiveOperationException {
            Object value = field().get(holder);
            if (value == null) {
                throw new IllegalArgumentException("field '" + pojoField + "' is null in " + holder);
            }
            return value;
        }

        @Override
        public Object set(Object holder, Object part) throws ReflectiveOperationException {
            field().set(holder, part);
            return holder;
        }

        private Field field() {
            if (field == null) {
                field = pojoField.getField();
                field.setAccessible(true);
            }
            return field;
        }
    }

    /** A component of a record, set by making a new record. */
    final class OfRecord implements FieldAccess {
        private final Class<?> recordClass;
        private final int position;
        private transient @Nullable Shape shape;

        OfRecord(Class<?> recordClass, int position) {
            this.recordClass = recordClass;
            this.position = position;
        }

        @Override
        public Object get(Object holder) throws ReflectiveOperationException {
            Method accessor = shape().accessors.get(position);
            Object value = accessor.invoke(holder);
            if (value == null) {
                throw new IllegalArgumentException("component '" + accessor.getName() + "' is null in " + holder);
            }
            return value;
        }

        @Override
        public Object set(Object holder, Object part) throws ReflectiveOperationException {
            List<Method> accessors = shape().accessors;
            @Nullable Object[] components = new @Nullable Object[accessors.size()];
            for (int i = 0; i < components.length; i++) {
                components[i] = i == position ? part : accessors.get(i).invoke(holder);
            }
            try {
                return shape().constructor.newInstance(components);
            } catch (InvocationTargetException e) {
                throw new IllegalArgumentException(
                        recordClass.getName() + " refuses " + Arrays.toString(components) + ": " + e.getCause(), e);
            }
        }

        private Shape shape() throws NoSuchMethodException {
            if (shape == null) {
                shape = Shape.of(recordClass);
            }
            return shape;
        }

        /** How values of a record class are taken apart and made. */
        private record Shape(List<Method> accessors, Constructor<?> constructor) {
            static Shape of(Class<?> recordClass) throws NoSuchMethodException {
                RecordComponent[] components = recordClass.getRecordComponents();
                List<Method> accessors = Arrays.stream(components)
                        .map(RecordComponent::getAccessor)
                        .toList();
                accessors.forEach(accessor -> accessor.setAccessible(true));
                Constructor<?> constructor = recordClass.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return new Shape(accessors, constructor);
            }
        }
    }
}
