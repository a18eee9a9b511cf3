@NullUnmarked
package dev.fabula.application.web;

import org.jspecify.annotations.NullUnmarked;
