package io.yarnflink.api.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EitherTest {
    @Test
    void aLeftValueIsOfTheFirstType() {
        Either<String, Integer> either = Either.Left("a");
        assertThat(either.isLeft()).isTrue();
        assertThat(either.isRight()).isFalse();
        assertThat(either.left()).isEqualTo("a");
        assertThatThrownBy(either::right)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Left(a) has no right value: ask isRight() first");
        Either.Left<String, Integer> left = Either.Left.of("b");
        assertThat(left.equals(new Either.Left<String, Integer>("b"))).isTrue();
        left.setValue("a");
        assertThat(left).isEqualTo(either).hasSameHashCodeAs(either).hasToString("Left(a)");
        assertThat(left.left()).isEqualTo("a");
        assertThatThrownBy(left::right).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRightValueIsOfTheSecondType() {
        Either<String, Integer> either = Either.Right(1);
        assertThat(either.isRight()).isTrue();
        assertThat(either.isLeft()).isFalse();
        assertThat(either.right()).isEqualTo(1);
        assertThatThrownBy(either::left).hasMessage("Right(1) has no left value: ask isLeft() first");
        Either.Right<String, Integer> right = Either.Right.of(2);
        assertThat(right.equals(new Either.Right<String, Integer>(2))).isTrue();
        right.setValue(1);
        assertThat(right).isEqualTo(either).hasSameHashCodeAs(either).hasToString("Right(1)");
        assertThat(right.right()).isEqualTo(1);
        assertThatThrownBy(right::left).isInstanceOf(IllegalStateException.class);
    }

    /** Neither side. */
    private static final class Unknown extends Either<String, Integer> {
        @Override
        public String left() {
            throw new IllegalStateException("unknown");
        }

        @Override
        public Integer right() {
            throw new IllegalStateException("unknown");
        }
    }

    @Test
    void anotherSubclassIsOnNeitherSide() {
        assertThat(new Unknown().isLeft()).isFalse();
        assertThat(new Unknown().isRight()).isFalse();
    }

    @Test
    @SuppressWarnings("NullAway") // What is tested.
    void theSidesDifferAndHoldNoNull() {
        assertThat((Object) Either.Left(1)).isNotEqualTo(Either.Right(1));
        assertThatThrownBy(() -> Either.Left(null)).hasMessage("the value of an Either is null");
        assertThatThrownBy(() -> Either.Right.of(1).setValue(null)).hasMessage("the value of an Either is null");
    }
}
