package io.yarnflink.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what goes into list states. */
final class Lists {
    private Lists() {}

    static void checkElement(@Nullable Object element) {
        if (element == null) {
            throw new NullPointerException("You cannot add null to a ListState.");
        }
    }

    static void checkElements(@Nullable List<?> elements) {
        if (elements == null) {
            throw new NullPointerException("List of values to add cannot be null.");
        }
        elements.forEach(Lists::checkElement);
    }
}
