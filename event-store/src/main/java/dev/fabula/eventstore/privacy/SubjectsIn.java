package dev.fabula.eventstore.privacy;

import dev.fabula.contracts.event.PersonalData;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** Whose data an event has among its own components. */
public final class SubjectsIn {

    private static final ClassValue<List<SubjectOf>> FINDERS = new ClassValue<>() {
        @Override
        protected List<SubjectOf> computeValue(Class<?> type) {
            List<SubjectOf> finders = new ArrayList<>();
            if (type.isRecord()) {
                for (RecordComponent component : type.getRecordComponents()) {
                    PersonalData personal = component.getAnnotation(PersonalData.class);
                    if (personal != null) {
                        finders.add(new SubjectOf(type, personal));
                    }
                }
            }
            return List.copyOf(finders);
        }
    };

    private SubjectsIn() {}

    public static List<Subject> of(Object event, SealingScope scope) {
        return FINDERS.get(event.getClass()).stream()
                .flatMap(finder -> finder.find(event, scope).stream())
                .distinct()
                .toList();
    }
}
