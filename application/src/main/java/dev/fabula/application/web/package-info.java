/** What all HTTP answers have in common: request ids, limits, problems. */
@NullMarked
package dev.fabula.application.web;

import org.jspecify.annotations.NullMarked;
