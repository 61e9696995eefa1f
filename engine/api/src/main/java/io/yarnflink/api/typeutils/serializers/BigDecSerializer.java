package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;
import java.math.BigDecimal;

/** Decimals as their scale and unscaled value, so that trailing zeros are kept. */
public final class BigDecSerializer extends ImmutableSerializer<BigDecimal> {
    public static final BigDecSerializer INSTANCE = new BigDecSerializer();

    private BigDecSerializer() {}

    @Override
    public BigDecimal createInstance() {
        return BigDecimal.ZERO;
    }

    @Override
    public void serialize(BigDecimal value, DataOutputView target) throws IOException {
        target.writeInt(value.scale());
        BigIntSerializer.INSTANCE.serialize(value.unscaledValue(), target);
    }

    @Override
    public BigDecimal deserialize(DataInputView source) throws IOException {
        int scale = source.readInt();
        return new BigDecimal(BigIntSerializer.INSTANCE.deserialize(source), scale);
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
