package io.yarnflink.connectors.avro.typeutils;

import java.lang.reflect.Field;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.reflect.ReflectData;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Which of Avro's three ways maps a class to its schema: compiled from the schema, generic, or by reflection. */
public enum AvroModel {
    SPECIFIC {
        @Override
        GenericData data(Class<?> type) {
            return SpecificData.getForClass(type);
        }

        @Override
        Schema schema(Class<?> type) {
            return SpecificData.getForClass(type).getSchema(type);
        }
    },
    GENERIC {
        @Override
        GenericData data(Class<?> type) {
            return GenericData.get();
        }

        @Override
        Schema schema(Class<?> type) {
            throw new IllegalArgumentException("Generic records of " + type.getName()
                    + " do not say their schema; give it, for example with new GenericRecordAvroTypeInfo(schema)");
        }
    },
    REFLECT {
        @Override
        GenericData data(Class<?> type) {
            return new NullableFields(type.getClassLoader());
        }

        @Override
        Schema schema(Class<?> type) {
            return new NullableFields(type.getClassLoader()).getSchema(type);
        }
    };

    public static AvroModel of(Class<?> type) {
        if (SpecificRecord.class.isAssignableFrom(type)) {
            return SPECIFIC;
        }
        return GenericRecord.class.isAssignableFrom(type) ? GENERIC : REFLECT;
    }

    abstract GenericData data(Class<?> type);

    /** The schema of a class that says it. */
    abstract Schema schema(Class<?> type);

    /** Lets every field that is no primitive be null. */
    private static final class NullableFields extends ReflectData {
        NullableFields(@Nullable ClassLoader loader) {
            super(loader == null ? ClassLoader.getSystemClassLoader() : loader);
        }

        @Override
        protected Schema createFieldSchema(Field field, Map<String, Schema> names) {
            Schema schema = super.createFieldSchema(field, names);
            return field.getType().isPrimitive() ? schema : makeNullable(schema);
        }
    }
}
