package dev.fabula.command.account;

import dev.fabula.command.Commands;
import dev.fabula.contracts.account.AccountCommand.ChangePreferences;
import dev.fabula.contracts.ai.Quality;
import dev.fabula.contracts.tenancy.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people set for themselves. */
@RestController
@RequestMapping("/api/user/preferences")
class PreferencesController {

    private static final String TEXT = "[^\\p{Cc}\\p{Cs}]*";

    private final Commands commands;

    PreferencesController(Commands commands) {
        this.commands = commands;
    }

    /**
     * Replaces all of them.
     *
     * @param genres up to 8 that new stories are of
     * @param model a wish, 1 to 200 characters
     */
    record Wanted(
            @Nullable @Size(max = 8) List<@NotBlank @Size(max = 40) @Pattern(regexp = TEXT) String> genres,
            @Nullable Quality quality,

            @Nullable @Size(min = 1, max = 200) @Pattern(regexp = TEXT)
            String model) {}

    /** Sets what new stories begin with where nothing else is said. */
    @PostMapping
    ResponseEntity<Void> change(@Valid @RequestBody Wanted body, HttpServletRequest request) {
        Caller caller = Caller.required();
        ChangePreferences command = new ChangePreferences(
                Preferences.account(caller),
                caller.actor().value(),
                body.genres() == null ? List.of() : body.genres(),
                body.quality(),
                body.model());
        return ResponseEntity.noContent()
                .headers(commands.send(command, commands.key(request, body), request)
                        .headers())
                .build();
    }
}
