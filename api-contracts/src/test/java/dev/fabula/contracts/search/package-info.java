@NullMarked
package dev.fabula.contracts.search;

import org.jspecify.annotations.NullMarked;
