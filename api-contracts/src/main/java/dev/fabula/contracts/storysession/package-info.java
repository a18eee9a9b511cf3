/** The language of story sessions: interactive stories that go on beat by beat. */
@NullMarked
package dev.fabula.contracts.storysession;

import org.jspecify.annotations.NullMarked;
