/** Providers, each through Spring AI: how they are called, and what their failures mean. */
@NullMarked
package dev.fabula.ai.provider;

import org.jspecify.annotations.NullMarked;
