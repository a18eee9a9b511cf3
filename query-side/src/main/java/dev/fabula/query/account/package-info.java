/** What people see of what they have set for themselves. */
@NullMarked
package dev.fabula.query.account;

import org.jspecify.annotations.NullMarked;
