/** What people see of their story sessions, and what processes look for among all of them. */
@NullMarked
package dev.fabula.query.storysession;

import org.jspecify.annotations.NullMarked;
