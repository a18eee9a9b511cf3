/** Calls to models for the whole platform: who answers, for how much, and what happens when nobody does. */
@NullMarked
package dev.fabula.ai;

import org.jspecify.annotations.NullMarked;
