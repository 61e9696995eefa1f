package io.yarnflink.connectors.avro.typeutils;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.MissingTypeInfo;
import io.yarnflink.api.typeutils.TypeInformationProvider;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecordBase;

/** Tells the engine the types of Avro's records; it is found as a service. */
public final class AvroTypes implements TypeInformationProvider {
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // The class is looked at first.
    public Optional<TypeInformation<?>> typeOf(Class<?> type) {
        if (SpecificRecordBase.class.isAssignableFrom(type) && type != SpecificRecordBase.class) {
            return Optional.of(new AvroTypeInfo(type));
        }
        if (GenericRecord.class.isAssignableFrom(type)) {
            // The program may still say the type, right after the function.
            return Optional.of(new MissingTypeInfo(
                    "a function of " + type.getSimpleName(),
                    new InvalidTypesException(type.getName() + " alone does not say which fields its records have;"
                            + " give the schema: returns(new GenericRecordAvroTypeInfo(schema))")));
        }
        return Optional.empty();
    }
}
