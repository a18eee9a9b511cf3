/** The form in which facts are stored for ever: wire names, revisions, upcasters, metadata. */
@NullMarked
package dev.fabula.contracts.event;

import org.jspecify.annotations.NullMarked;
