package dev.fabula.ai;

import dev.fabula.contracts.ai.ProviderAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Remembers what it heard. */
final class Ear implements GenerationListener {

    final List<String> heard = new ArrayList<>();
    final CountDownLatch begun = new CountDownLatch(1);

    @Override
    public void token(String text) {
        heard.add(text);
        begun.countDown();
    }

    @Override
    public void restarted(ProviderAttempt failed) {
        heard.add(
                "<restarted after " + failed.provider() + " " + failed.outcome().wireName() + ">");
    }
}
