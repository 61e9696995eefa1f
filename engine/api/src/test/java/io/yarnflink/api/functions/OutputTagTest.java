package io.yarnflink.api.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.Types;
import org.junit.jupiter.api.Test;

class OutputTagTest {
    @Test
    void anAnonymousTagKnowsItsType() {
        OutputTag<Tuple2<String, Long>> tag = new OutputTag<>("late") {};
        assertThat(tag.getId()).isEqualTo("late");
        assertThat(tag.getTypeInfo()).isEqualTo(Types.TUPLE(Types.STRING, Types.LONG));
        assertThat(tag.toString()).startsWith("OutputTag(").endsWith(", late)");
    }

    @Test
    void tagsAreEqualByTheirId() {
        OutputTag<String> tag = new OutputTag<>("late", Types.STRING);
        assertThat(tag)
                .isEqualTo(new OutputTag<>("late", Types.LONG))
                .hasSameHashCodeAs(new OutputTag<String>("late") {});
        assertThat(tag).isNotEqualTo(new OutputTag<>("later", Types.STRING));
        assertThat(tag.getTypeInfo()).isEqualTo(Types.STRING);
    }

    @Test
    void aTagIsResponsibleForRecordsOfItsId() {
        OutputTag<String> tag = new OutputTag<>("late", Types.STRING);
        assertThat(OutputTag.isResponsibleFor(tag, new OutputTag<>("late", Types.STRING)))
                .isTrue();
        assertThat(OutputTag.isResponsibleFor(tag, new OutputTag<>("other", Types.STRING)))
                .isFalse();
        assertThat(OutputTag.isResponsibleFor(null, tag)).isFalse();
    }

    @Test
    void aTagSaysWhatIsWrongWithIt() {
        assertThatThrownBy(() -> new OutputTag<>("", Types.STRING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an OutputTag needs an id that is not empty");
        assertThatThrownBy(() -> new OutputTag<String>("late"))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageContaining("The type of OutputTag 'late' cannot be determined: write it as an anonymous"
                        + " subclass, new OutputTag<...>(\"late\") {}");
    }

    @Test
    void invalidTypesSayWhy() {
        Throwable cause = new IllegalStateException("c");
        assertThat(new InvalidTypesException()).hasNoCause();
        assertThat(new InvalidTypesException("m")).hasMessage("m");
        assertThat(new InvalidTypesException("m", cause)).hasMessage("m").hasCause(cause);
    }
}
