package dev.fabula.eventstore.privacy;

import dev.fabula.contracts.event.PersonalData;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds whose data a component of an object is, as its {@link PersonalData} says. */
final class SubjectOf {

    private final Class<?> owner;
    private final String component;
    private final @Nullable AccessibleObject accessor;

    /**
     * @param owner the class that declares the annotated component
     * @throws IllegalArgumentException where it has no such component to find the subject in
     */
    SubjectOf(Class<?> owner, PersonalData annotation) {
        this.owner = owner;
        this.component = annotation.subject();
        AccessibleObject found = find(owner, component);
        if (found == null && !component.equals(PersonalData.ACTOR)) {
            throw new IllegalArgumentException(
                    owner.getName() + " has no " + component + " that could name a data subject");
        }
        if (found != null) {
            found.setAccessible(true);
        }
        accessor = found;
    }

    private static @Nullable AccessibleObject find(Class<?> owner, String component) {
        if (owner.isRecord()) {
            try {
                return owner.getMethod(component);
            } catch (NoSuchMethodException absent) {
                return null;
            }
        }
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(component)) {
                    return field;
                }
            }
        }
        return null;
    }

    Subject in(Object bean, SealingScope scope) {
        return find(bean, scope)
                .orElseThrow(() -> new IllegalArgumentException("personal data in " + owner.getSimpleName()
                        + " without a data subject: its component " + component + " is null"));
    }

    /** Nothing where nobody is named, which is wrong only where there is something personal. */
    Optional<Subject> find(Object bean, SealingScope scope) {
        Object id = accessor == null ? scope.actor() : read(accessor, bean);
        return id == null ? Optional.empty() : Optional.of(new Subject(scope.tenant(), id.toString()));
    }

    private @Nullable Object read(AccessibleObject from, Object bean) {
        try {
            return from instanceof Method method ? method.invoke(bean) : ((Field) from).get(bean);
        } catch (IllegalAccessException | InvocationTargetException failed) {
            throw new IllegalStateException("cannot read " + owner.getName() + "." + component, failed);
        }
    }
}
