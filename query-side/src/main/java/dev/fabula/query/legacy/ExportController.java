package dev.fabula.query.legacy;

import dev.fabula.contracts.legacy.LegacyRight;
import dev.fabula.gedcom.GedcomVersion;
import dev.fabula.query.ReadsFrom;
import dev.fabula.query.legacy.LegacyExport.Audience;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** A legacy as a file of family trees. */
@RestController("legacyExport")
@RequestMapping("/api/legacies/{idOrSlug}/export")
@ReadsFrom({"legacy", "gedcom-import", "person", "relationship", "gedcom-record"})
class ExportController {

    /** As registered with IANA. */
    private static final String GEDCOM = "text/vnd.familysearch.gedcom";

    private final LegacyQueries legacies;
    private final LegacyExport export;

    ExportController(LegacyQueries legacies, LegacyExport export) {
        this.legacies = legacies;
        this.export = export;
    }

    /**
     * Everything, for who may take it out; for everybody else what outsiders may see. A file that broke off does not end with
     * TRLR, nor does its connection end as it should.
     *
     * @param format gedcom7 or gedcom551
     * @param audience outsiders for a file to give away; insiders is what it is for who may
     */
    @GetMapping
    void export(
            @PathVariable String idOrSlug,
            @RequestParam(defaultValue = "gedcom7") String format,
            @RequestParam(required = false) @Nullable String audience,
            HttpServletResponse response)
            throws IOException {
        GedcomVersion version = version(format);
        Audience asked = audience == null ? null : audience(audience);
        Visitor visitor = legacies.visit(idOrSlug);
        if (asked == Audience.INSIDERS) {
            visitor.require(LegacyRight.EXPORT);
        }
        Audience theirs =
                asked != null ? asked : visitor.may(LegacyRight.EXPORT) ? Audience.INSIDERS : Audience.OUTSIDERS;
        LegacyRow legacy = visitor.legacy();
        export.write(legacy, theirs, version, () -> {
            response.setContentType(GEDCOM);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(legacy.slug() + ".ged")
                            .build()
                            .toString());
            response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
            return response.getOutputStream();
        });
    }

    private static GedcomVersion version(String format) {
        return switch (format) {
            case "gedcom7" -> GedcomVersion.V7_0;
            case "gedcom551" -> GedcomVersion.V5_5_1;
            default ->
                throw new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, "format is gedcom7 or gedcom551, not " + format);
        };
    }

    private static Audience audience(String audience) {
        return switch (audience) {
            case "insiders" -> Audience.INSIDERS;
            case "outsiders" -> Audience.OUTSIDERS;
            default ->
                throw new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, "audience is insiders or outsiders, not " + audience);
        };
    }
}
