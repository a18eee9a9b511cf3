/** Reading legacies: people, families, stories, members, and who did what. Who may see what, the one policy says. */
@NullMarked
package dev.fabula.query.legacy;

import org.jspecify.annotations.NullMarked;
