package dev.fabula.ai;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.util.context.Context;

/** Brings what a provider sends to the thread that called, which can wait for it with a limit. */
final class Inbox<T> extends BaseSubscriber<T> {

    /** Reactor's name for what to do with errors of somebody who cancelled; its default is to log them. */
    private static final String ON_ERROR_DROPPED = "reactor.onErrorDropped.local";

    private final LinkedBlockingQueue<Signal<T>> signals = new LinkedBlockingQueue<>();

    /** What can come. */
    sealed interface Signal<T> {
        record Next<T>(T value) implements Signal<T> {}

        record Broken<T>(Throwable cause) implements Signal<T> {}

        record Done<T>() implements Signal<T> {}

        record Closed<T>() implements Signal<T> {}
    }

    /** Null if nothing comes in time. */
    @Nullable
    Signal<T> next(Duration wait) throws InterruptedException {
        return signals.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Wakes who waits: the registry closes. */
    void close() {
        signals.add(new Signal.Closed<>());
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        requestUnbounded();
    }

    @Override
    protected void hookOnNext(T value) {
        signals.add(new Signal.Next<>(value));
    }

    @Override
    protected void hookOnError(Throwable cause) {
        signals.add(new Signal.Broken<>(cause));
    }

    @Override
    protected void hookOnComplete() {
        signals.add(new Signal.Done<>());
    }

    @Override
    public Context currentContext() {
        // A connection that we cut ourselves complains about it; nobody needs to know.
        Consumer<Throwable> forget = _ -> {};
        return Context.of(ON_ERROR_DROPPED, forget);
    }
}
