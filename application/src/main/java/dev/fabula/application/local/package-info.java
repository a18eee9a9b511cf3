/** What exists only on a developer's machine: an issuer of tokens with demo users. */
@NullMarked
package dev.fabula.application.local;

import org.jspecify.annotations.NullMarked;
