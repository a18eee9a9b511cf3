/** The page that shows a tenant's analytics; its data it asks the API for, as anybody would. */
@NullMarked
package dev.fabula.query.dashboard;

import org.jspecify.annotations.NullMarked;
