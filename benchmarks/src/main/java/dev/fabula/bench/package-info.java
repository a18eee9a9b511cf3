/** Measurements. Each runs its baseline beside it, because on a shared machine only ratios of one run mean anything. */
@NullMarked
package dev.fabula.bench;

import org.jspecify.annotations.NullMarked;
