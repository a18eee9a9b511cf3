/** What stands between us and a provider: breaker, bulkhead, rate limiter, waits before asking again; how it has done lately. */
@NullMarked
package dev.fabula.ai.guard;

import org.jspecify.annotations.NullMarked;
