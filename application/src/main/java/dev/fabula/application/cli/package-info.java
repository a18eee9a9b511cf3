/** What a person types: up, down, status, token. */
@NullMarked
package dev.fabula.application.cli;

import org.jspecify.annotations.NullMarked;
