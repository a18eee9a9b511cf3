@NullMarked
package dev.fabula.contracts.event;

import org.jspecify.annotations.NullMarked;
