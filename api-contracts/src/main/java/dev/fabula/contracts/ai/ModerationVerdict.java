package dev.fabula.contracts.ai;

import java.util.List;

/**
 * Whether a text may be shown to whom it is for.
 *
 * @param categories what was found, in kebab case, also where it is allowed
 * @param source who says so, for instance {@code offline}
 */
public record ModerationVerdict(boolean allowed, List<String> categories, String source) {}
