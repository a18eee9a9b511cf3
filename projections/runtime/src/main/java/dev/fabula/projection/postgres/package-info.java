/** Read models as tables in PostgreSQL: records as rows, generations as tables, views for readers. */
@NullMarked
package dev.fabula.projection.postgres;

import org.jspecify.annotations.NullMarked;
