package dev.fabula.application;

import dev.fabula.contracts.tenancy.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The smallest thing with a tenant; its queries deliberately leave the tenant to the database. */
@RestController
@RequestMapping("/api/notes")
class NoteController {

    private final JdbcTemplate jdbc;

    NoteController(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Its shape is what a request must have. */
    record Note(String id, String text) {}

    @PostMapping
    @Transactional
    public Note write(@RequestBody Note note) {
        jdbc.update(
                "INSERT INTO platform.note (tenant_id, id, text) VALUES (?, ?, ?)",
                Caller.required().tenant().value(),
                note.id(),
                note.text());
        return note;
    }

    @PostMapping("/for/{tenant}")
    @Transactional
    public Note writeForSomebodyElse(@PathVariable("tenant") String tenant, @RequestBody Note note) {
        jdbc.update("INSERT INTO platform.note (tenant_id, id, text) VALUES (?, ?, ?)", tenant, note.id(), note.text());
        return note;
    }

    @GetMapping("/{id}")
    @Transactional(readOnly = true)
    public Map<String, @Nullable Object> read(@PathVariable("id") String id) {
        return jdbc.queryForList("SELECT id, text FROM platform.note WHERE id = ?", id).stream()
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no such note"));
    }

    @GetMapping("/broken")
    public Note broken() {
        throw new IllegalStateException("the secret is 4711");
    }
}
