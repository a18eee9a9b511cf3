/** What a tenant's owners and editors see of how it is used, in numbers and without people. */
@NullMarked
package dev.fabula.query.analytics;

import org.jspecify.annotations.NullMarked;
