/** Personal data: encrypted under a key for each data subject, unreadable everywhere once the key is destroyed. */
@NullMarked
package dev.fabula.eventstore.privacy;

import org.jspecify.annotations.NullMarked;
