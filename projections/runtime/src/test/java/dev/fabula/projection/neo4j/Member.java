package dev.fabula.projection.neo4j;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small graph to try the sink with: people, stories, who is whose parent, who tells of whom. */
sealed interface Member {

    record Person(String name, @Nullable LocalDate born, List<String> names) implements Member {}

    record Story(String title, int revision) implements Member {}

    record ParentOf(String parent, String child, String pedigree) implements Member {}

    record TellsOf(String story, String person, @Nullable Double weight) implements Member {}

    GraphMapping<Member> MAPPING = GraphMapping.of(Member.class)
            .node(Person.class, "Person")
            .node(Story.class, "Story")
            .relationship(ParentOf.class, "PARENT_OF", ParentOf::parent, ParentOf::child)
            .relationship(TellsOf.class, "TELLS_OF", TellsOf::story, TellsOf::person)
            .build();
}
