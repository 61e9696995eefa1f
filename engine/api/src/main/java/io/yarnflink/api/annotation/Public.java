package io.yarnflink.api.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** Stays as it is within a major release. */
@Documented
@Target(ElementType.TYPE)
public @interface Public {}
