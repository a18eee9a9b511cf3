/** Between events and the bytes that are stored: names and revisions, upcasting, metadata, sealed personal data. */
@NullMarked
package dev.fabula.eventstore.codec;

import org.jspecify.annotations.NullMarked;
