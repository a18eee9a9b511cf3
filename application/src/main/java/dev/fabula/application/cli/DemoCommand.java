package dev.fabula.application.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Something to look at. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Fill two tenants: stories that are played, a family, and memories of its people; then say where to look.",
            "What is there already stays as it is, so that it can be run again.",
            "Exit status: 0 all is there, 1 something was refused, 2 wrong usage."
        })
final class DemoCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private DataFolder data;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "a family tree of your own for the first tenant (GEDCOM, GEDZIP); by default an invented one")
    private @Nullable Path file;

    @Override
    public Integer call() throws Exception {
        Path tree = file;
        if (tree != null && (!Files.isRegularFile(tree) || !Files.isReadable(tree))) {
            throw new ParameterException(spec.commandLine(), "there is no file to read at " + tree);
        }
        PrintWriter out = spec.commandLine().getOut();
        List<DemoTenant> tenants = DemoTenant.all();
        DemoTenant one = tenants.getFirst();
        DemoTenant.Family family = tree == null ? one.legacy() : one.legacy().of(tree);
        LocalApi writer = as(one, family.user());
        play(one, out);
        String somebody = fill(one, writer, family, tree, out);
        for (DemoTenant other : tenants.subList(1, tenants.size())) {
            play(other, out);
            var _ = fill(other, as(other, other.legacy().user()), other.legacy(), null, out);
        }
        new DemoSights(writer, out).show(family.slug(), tenants.getLast().tenant(), somebody);
        return 0;
    }

    private void play(DemoTenant tenant, PrintWriter out) throws InterruptedException {
        for (DemoTenant.Played story : tenant.played()) {
            boolean played = new DemoStories(as(tenant, story.user())).play(story);
            out.println(tenant.tenant() + ": " + story.user() + (played ? " has played " : " had played ") + '"'
                    + story.title() + '"');
            out.flush();
        }
    }

    private static @Nullable String fill(
            DemoTenant tenant, LocalApi writer, DemoTenant.Family family, @Nullable Path tree, PrintWriter out)
            throws InterruptedException {
        String somebody = new DemoLegacy(writer, out, family).fill(tree);
        JsonNode overview = writer.get("/api/legacies/" + family.slug());
        out.println(tenant.tenant() + ": " + overview.path("name").asString() + ", "
                + overview.path("counts").path("people").asInt() + " people, "
                + overview.path("counts").path("stories").asInt() + " stories");
        out.flush();
        return somebody;
    }

    private LocalApi as(DemoTenant tenant, String user) throws InterruptedException {
        return new LocalApi(data.path(), new LocalApi.Who(tenant.tenant(), user, null));
    }
}
