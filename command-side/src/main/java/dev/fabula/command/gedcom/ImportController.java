package dev.fabula.command.gedcom;

import dev.fabula.command.Commands;
import dev.fabula.command.Sent;
import dev.fabula.command.StreamIds;
import dev.fabula.command.legacy.LegacyGate;
import dev.fabula.command.legacy.LegacyStanding;
import dev.fabula.contracts.legacy.GedcomCommand.ImportGedcom;
import dev.fabula.contracts.legacy.LegacyRefusals;
import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.contracts.tenancy.Caller;
import dev.fabula.eventstore.codec.Ulids;
import dev.fabula.eventstore.command.CommandKey;
import dev.fabula.gedcom.GedcomException;
import dev.fabula.gedcom.GedcomLimits;
import dev.fabula.gedcom.GedcomReader;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes in GEDCOM files. */
@RestController
class ImportController {

    private static final int PART_BYTES = 1 << 20;
    private static final int LONGEST_FILE_NAME = 200;
    private static final Pattern TREE = Pattern.compile("[a-z0-9-]{1,40}");
    /** A node that dies while a file comes leaves it behind; then somebody looks for it. */
    private static final Duration LOOK_AFTER = Duration.ofMinutes(20);

    private final LegacyGate gate;
    private final ImportFiles files;
    private final ImportQueue queue;
    private final Commands commands;

    ImportController(LegacyGate gate, ImportFiles files, ImportQueue queue, Commands commands) {
        this.gate = gate;
        this.files = files;
        this.queue = queue;
        this.commands = commands;
    }

    /**
     * Takes the bytes of a GEDCOM file (5.5, 5.5.1, 7.0) or a GEDZIP archive and begins to import it; 202 with where to ask
     * how far it is. A file that cannot be read is refused with its line, and nothing of it is kept. Nobody sees anything of
     * an import before all of it is there.
     *
     * @param tree which tree the file is of: a newer file of the same tree changes what an older one told
     * @param file what it is called
     */
    @PostMapping(
            path = "/api/legacies/{idOrSlug}/import",
            consumes = {"application/octet-stream", "text/vnd.familysearch.gedcom", "text/plain", "application/zip"})
    ResponseEntity<Map<String, String>> take(
            @PathVariable("idOrSlug") String idOrSlug,
            @RequestParam(name = "tree", defaultValue = "main") String tree,
            @RequestParam(name = "file", required = false) @Nullable String file,
            HttpServletRequest request)
            throws IOException {
        LegacyStanding standing = gate.requireOpen(idOrSlug, LegacyRight.EDIT_PEOPLE);
        if (!TREE.matcher(tree).matches()) {
            throw LegacyRefusals.treeForm();
        }
        Caller caller = Caller.required();
        String key = commands.key(request, null).id();
        ImportJob job = new ImportJob(
                caller.tenant(),
                standing.legacy(),
                StreamIds.of(caller.tenant(), "GedcomImport", standing.legacy() + "\0" + caller.actor() + '\0' + key),
                Ulids.next(),
                tree,
                caller.actor(),
                caller.requestId());
        files.begin(job);
        boolean begun = false;
        try {
            queue.after(job.tenant(), job.imported(), LOOK_AFTER);
            Received received = receive(job, request.getInputStream());
            check(job);
            files.end(job);
            Sent sent = commands.send(
                    new ImportGedcom(
                            job.imports(),
                            job.legacy(),
                            job.imported(),
                            tree,
                            name(file),
                            received.bytes(),
                            received.sha256()),
                    key(request, tree, file, received),
                    request);
            begun = sent.isFirst();
            if (begun) {
                queue.now(job.tenant(), job.imported());
            }
            return ResponseEntity.accepted()
                    .headers(sent.headers())
                    .location(URI.create("/api/legacies/" + standing.slug() + "/imports/" + job.imported()))
                    .body(Map.of("import", job.imported()));
        } finally {
            if (!begun) {
                files.remove(job);
            }
        }
    }

    /** The same file by another name is another request. */
    private CommandKey key(HttpServletRequest request, String tree, @Nullable String file, Received received) {
        Map<String, String> body = new TreeMap<>(Map.of("tree", tree, "sha256", received.sha256()));
        if (file != null) {
            body.put("file", file);
        }
        return commands.key(request, body);
    }

    private record Received(long bytes, String sha256) {}

    private Received receive(ImportJob job, InputStream body) throws IOException {
        MessageDigest digest = sha256();
        long bytes = 0;
        for (int part = 0; ; part++) {
            byte[] some = body.readNBytes(PART_BYTES);
            if (some.length == 0) {
                return new Received(bytes, HexFormat.of().formatHex(digest.digest()));
            }
            digest.update(some);
            bytes += some.length;
            files.add(job, part, some);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void check(ImportJob job) throws IOException {
        try (GedcomReader reader = GedcomReader.open(files.open(job), GedcomLimits.DEFAULT)) {
            TreeOutline _ = TreeOutline.of(reader);
        } catch (GedcomException unreadable) {
            throw LegacyRefusals.malformedFile(unreadable.line(), unreadable.reason());
        }
    }

    private static @Nullable String name(@Nullable String file) {
        return file == null ? null : file.substring(0, Math.min(file.length(), LONGEST_FILE_NAME));
    }
}
