package io.yarnflink.api.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PreconditionsTest {
    @Test
    void whatIsThereIsGivenBackAndWhatIsMissingRefused() {
        assertThat(Preconditions.checkNotNull("a")).isEqualTo("a");
        assertThat(Preconditions.checkNotNull("a", "message")).isEqualTo("a");
        assertThat(Preconditions.checkNotNull("a", "%s", 1)).isEqualTo("a");
        refused(() -> Preconditions.checkNotNull(null), NullPointerException.class, null);
        refused(() -> Preconditions.checkNotNull(null, "the key"), NullPointerException.class, "the key");
        refused(() -> Preconditions.checkNotNull(null, "key %s", 7), NullPointerException.class, "key 7");
    }

    @Test
    void argumentsAndStatesThatDoNotHoldAreRefusedInTheirOwnWay() {
        assertThatCode(() -> {
                    Preconditions.checkArgument(true);
                    Preconditions.checkArgument(true, "message");
                    Preconditions.checkArgument(true, "%s", 1);
                    Preconditions.checkState(true);
                    Preconditions.checkState(true, "message");
                    Preconditions.checkState(true, "%s", 1);
                })
                .doesNotThrowAnyException();
        refused(() -> Preconditions.checkArgument(false), IllegalArgumentException.class, null);
        refused(() -> Preconditions.checkArgument(false, "low"), IllegalArgumentException.class, "low");
        refused(() -> Preconditions.checkArgument(false, "%s < %s", 1, 2), IllegalArgumentException.class, "1 < 2");
        refused(() -> Preconditions.checkState(false), IllegalStateException.class, null);
        refused(() -> Preconditions.checkState(false, "closed"), IllegalStateException.class, "closed");
        refused(() -> Preconditions.checkState(false, "closed by %s", "x"), IllegalStateException.class, "closed by x");
    }

    @Test
    void aTemplateKeepsPlacesWithoutValueAndListsValuesWithoutPlace() {
        refused(() -> Preconditions.checkState(false, "%s of %s", 1), IllegalStateException.class, "1 of %s");
        refused(
                () -> Preconditions.checkState(false, "late %s", 1, 2, 3),
                IllegalStateException.class,
                "late 1 [2, 3]");
    }

    @Test
    void anIndexLiesWithinTheElements() {
        assertThatCode(() -> Preconditions.checkElementIndex(2, 3)).doesNotThrowAnyException();
        refused(() -> Preconditions.checkElementIndex(3, 3), IndexOutOfBoundsException.class, "Index: 3, Size: 3");
        refused(
                () -> Preconditions.checkElementIndex(-1, 3, "column"),
                IndexOutOfBoundsException.class,
                "column Index: -1, Size: 3");
        refused(() -> Preconditions.checkElementIndex(0, -1), IllegalArgumentException.class, "Size was negative.");
    }

    private static void refused(ThrowingCallable call, Class<? extends Throwable> type, @Nullable String message) {
        assertThatThrownBy(call).isExactlyInstanceOf(type).hasMessage(message);
    }
}
