package dev.fabula.ai.settings;

/** What language a provider speaks. */
public enum ProviderKind {
    /** That of OpenAI's chat completions and embeddings: OpenAI, LiteLLM, vLLM and many more. */
    OPENAI_COMPATIBLE,
    ANTHROPIC,
    /** Built in: no network, no cost. */
    OFFLINE
}
