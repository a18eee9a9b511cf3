/** What keeps tenants apart, against a real database. */
@NullMarked
package dev.fabula.application.tenancy;

import org.jspecify.annotations.NullMarked;
