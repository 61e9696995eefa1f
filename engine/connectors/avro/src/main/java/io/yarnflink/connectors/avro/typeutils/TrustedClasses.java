package io.yarnflink.connectors.avro.typeutils;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * The classes that a program named as its records, and those that their schemas name. Newer versions of Avro make
 * instances only of classes that were declared as trusted, because a schema may come from anywhere; these come from the
 * program itself. Avro's settings are those of the program's class loader, so that jobs do not trust each other's.
 */
public final class TrustedClasses {
    private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

    static {
        try {
            Validator.extend();
        } catch (NoClassDefFoundError e) {
            // This version of Avro trusts all classes.
        }
    }

    private TrustedClasses() {}

    /** {@code schema} is that of {@code type}, which the program names. */
    public static void add(Class<?> type, Schema schema) {
        if (NAMES.add(type.getName())) {
            addNamed(schema, new HashSet<>());
        }
    }

    private static void addNamed(Schema schema, Set<String> seen) {
        for (String property : new String[] {"java-class", "java-key-class", "java-element-class"}) {
            String name = schema.getProp(property);
            if (name != null) {
                NAMES.add(name);
            }
        }
        switch (schema.getType()) {
            case RECORD -> {
                NAMES.add(SpecificData.getClassName(schema));
                if (seen.add(schema.getFullName())) {
                    schema.getFields().forEach(field -> addNamed(field.schema(), seen));
                }
            }
            case ENUM, FIXED -> NAMES.add(SpecificData.getClassName(schema));
            case ARRAY -> addNamed(schema.getElementType(), seen);
            case MAP -> addNamed(schema.getValueType(), seen);
            case UNION -> schema.getTypes().forEach(branch -> addNamed(branch, seen));
            default -> {}
        }
    }

    /** Exists only where Avro has such a thing. */
    private static final class Validator {
        static void extend() {
            ClassSecurityPredicate others = ClassSecurityValidator.getGlobal();
            ClassSecurityValidator.setGlobal(new ClassSecurityPredicate() {
                @Override
                public boolean isTrusted(Class<?> type) {
                    return NAMES.contains(type.getName()) || others.isTrusted(type);
                }

                @Override
                public void forbiddenClass(String className) {
                    others.forbiddenClass(className);
                }
            });
        }
    }
}
