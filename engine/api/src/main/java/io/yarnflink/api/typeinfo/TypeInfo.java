package io.yarnflink.api.typeinfo;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the factory that makes the type information of a class or of one POJO field. */
@Documented
@Target({ElementType.TYPE, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface TypeInfo {
    @SuppressWarnings("rawtypes") // As users write factories.
    Class<? extends TypeInfoFactory> value();
}
