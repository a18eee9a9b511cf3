/** What a tenant can see of its data subjects. */
@NullMarked
package dev.fabula.query.privacy;

import org.jspecify.annotations.NullMarked;
