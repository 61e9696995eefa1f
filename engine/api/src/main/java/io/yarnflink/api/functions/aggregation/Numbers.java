package io.yarnflink.api.functions.aggregation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** Adds numbers of one class; whole numbers wrap around silently. */
enum Numbers {
    INTEGER(Integer.class) {
        @Override
        Number add(Number left, Number right) {
            return left.intValue() + right.intValue();
        }
    },
    LONG(Long.class) {
        @Override
        Number add(Number left, Number right) {
            return left.longValue() + right.longValue();
        }
    },
    SHORT(Short.class) {
        @Override
        Number add(Number left, Number right) {
            return (short) (left.shortValue() + right.shortValue());
        }
    },
    BYTE(Byte.class) {
        @Override
        Number add(Number left, Number right) {
            return (byte) (left.byteValue() + right.byteValue());
        }
    },
    FLOAT(Float.class) {
        @Override
        Number add(Number left, Number right) {
            return left.floatValue() + right.floatValue();
        }
    },
    DOUBLE(Double.class) {
        @Override
        Number add(Number left, Number right) {
            return left.doubleValue() + right.doubleValue();
        }
    },
    BIG_INTEGER(BigInteger.class) {
        @Override
        Number add(Number left, Number right) {
            return ((BigInteger) left).add((BigInteger) right);
        }
    },
    BIG_DECIMAL(BigDecimal.class) {
        @Override
        Number add(Number left, Number right) {
            return ((BigDecimal) left).add((BigDecimal) right);
        }
    };

    private final Class<? extends Number> type;

    Numbers(Class<? extends Number> type) {
        this.type = type;
    }

    static Optional<Numbers> of(Class<?> type) {
        return Arrays.stream(values()).filter(numbers -> numbers.type == type).findFirst();
    }

    abstract Number add(Number left, Number right);
}
