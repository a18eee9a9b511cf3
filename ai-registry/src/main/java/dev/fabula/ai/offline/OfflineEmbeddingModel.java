package dev.fabula.ai.offline;

import java.util.ArrayList;
import java.util.List;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/** Embeds without any model: texts that share words and parts of words are near each other. */
public final class OfflineEmbeddingModel implements EmbeddingModel {

    private final HashedEmbedding embedding = new HashedEmbedding();

    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
        List<Embedding> embeddings = new ArrayList<>();
        for (String text : request.getInstructions()) {
            embeddings.add(new Embedding(embedding.of(text), embeddings.size()));
        }
        return new EmbeddingResponse(embeddings);
    }

    @Override
    public float[] embed(Document document) {
        return embedding.of(document.getText() == null ? "" : document.getText());
    }

    @Override
    public int dimensions() {
        return HashedEmbedding.DIMENSIONS;
    }
}
