package dev.fabula.query.kinship;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A queue by a small number, the least first, and the last that came among equals. Nothing comes before what has gone. */
final class Buckets<T> {

    private final List<Deque<T>> buckets = new ArrayList<>();
    private int at;

    /** @param most the largest number */
    Buckets(int most) {
        for (int i = 0; i <= most; i++) {
            buckets.add(new ArrayDeque<>());
        }
    }

    void add(int number, T element) {
        buckets.get(number).push(element);
    }

    /** Nothing where there is nothing left. */
    @Nullable
    T poll() {
        while (at < buckets.size()) {
            T element = buckets.get(at).poll();
            if (element != null) {
                return element;
            }
            at++;
        }
        return null;
    }

    /** The number of what went last. */
    int at() {
        return at;
    }
}
