/** Read models as search indices in Elasticsearch: values as documents, generations as indices, an alias for readers. */
@NullMarked
package dev.fabula.projection.elasticsearch;

import org.jspecify.annotations.NullMarked;
