/** Kafka as a child process: broker and controller in one JVM. */
@NullMarked
package dev.fabula.local.kafka;

import org.jspecify.annotations.NullMarked;
