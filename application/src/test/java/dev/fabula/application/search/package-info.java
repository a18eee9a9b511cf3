@NullMarked
package dev.fabula.application.search;

import org.jspecify.annotations.NullMarked;
