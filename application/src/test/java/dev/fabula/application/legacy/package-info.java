@NullMarked
package dev.fabula.application.legacy;

import org.jspecify.annotations.NullMarked;
