/** Tokens in: who may call what. */
@NullMarked
package dev.fabula.application.security;

import org.jspecify.annotations.NullMarked;
