/** Who calls, for which tenant, and with which rights. */
@NullMarked
package dev.fabula.contracts.tenancy;

import org.jspecify.annotations.NullMarked;
