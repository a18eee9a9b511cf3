package dev.fabula.application.search;

import dev.fabula.application.ConditionalOnNodeRole;
import dev.fabula.application.FabulaProperties.NodeRole;
import dev.fabula.command.search.EmbeddingProcess;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The vectors that searching by meaning needs, for operators. */
@RestController
@ConditionalOnNodeRole(NodeRole.COMMAND)
@RequestMapping("/api/admin/search/embeddings")
class EmbeddingsController {

    private final EmbeddingProcess process;

    EmbeddingsController(EmbeddingProcess process) {
        this.process = process;
    }

    /** @param waiting stories and sessions whose texts may lack vectors */
    record Progress(long waiting) {}

    /** @param sources stories and sessions that have a text whose vectors are of another model than their tenant's of today */
    record Replacing(int sources) {}

    @GetMapping
    Progress progress() {
        return new Progress(process.waiting());
    }

    /** Makes vectors anew where they are of another model than is configured now, and nowhere else. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Replacing replace() {
        return new Replacing(process.replaceOtherModels());
    }
}
