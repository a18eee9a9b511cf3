/** What is said about calls to models, whatever they are made for. */
@NullMarked
package dev.fabula.contracts.ai;

import org.jspecify.annotations.NullMarked;
