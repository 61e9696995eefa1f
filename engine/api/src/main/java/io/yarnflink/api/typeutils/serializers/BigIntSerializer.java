package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.VarInts;
import java.io.IOException;
import java.math.BigInteger;

/** Integers of any size as their two's complement after its length. */
public final class BigIntSerializer extends ImmutableSerializer<BigInteger> {
    public static final BigIntSerializer INSTANCE = new BigIntSerializer();

    private BigIntSerializer() {}

    @Override
    public BigInteger createInstance() {
        return BigInteger.ZERO;
    }

    @Override
    public void serialize(BigInteger value, DataOutputView target) throws IOException {
        byte[] bytes = value.toByteArray();
        VarInts.writeInt(bytes.length, target);
        target.write(bytes);
    }

    @Override
    public BigInteger deserialize(DataInputView source) throws IOException {
        return new BigInteger(Counts.readBytes(source));
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
