/** What happened to the keys that personal data is stored under. */
@NullMarked
package dev.fabula.contracts.privacy;

import org.jspecify.annotations.NullMarked;
