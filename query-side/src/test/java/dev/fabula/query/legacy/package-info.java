@NullMarked
package dev.fabula.query.legacy;

import org.jspecify.annotations.NullMarked;
