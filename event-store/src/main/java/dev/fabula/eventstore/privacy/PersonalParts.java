package dev.fabula.eventstore.privacy;

import dev.fabula.contracts.event.PersonalData;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;

/** Finds out whether there can be personal data in the JSON of a type, so that the many events without need no keys. */
public final class PersonalParts {

    private PersonalParts() {}

    /** Whether a value of that type can have personal data in it; also where that cannot be told. */
    public static boolean mayBeIn(Type type) {
        return mayBeIn(type, new HashSet<>());
    }

    private static boolean mayBeIn(Type type, Set<Type> seen) {
        if (!seen.add(type)) {
            return false;
        }
        return switch (type) {
            case Class<?> plain -> mayBeIn(plain, seen);
            case ParameterizedType generic -> {
                for (Type argument : generic.getActualTypeArguments()) {
                    if (mayBeIn(argument, seen)) {
                        yield true;
                    }
                }
                yield mayBeIn(generic.getRawType(), seen);
            }
            case GenericArrayType array -> mayBeIn(array.getGenericComponentType(), seen);
            default -> true;
        };
    }

    private static boolean mayBeIn(Class<?> type, Set<Type> seen) {
        if (type.isArray()) {
            return mayBeIn(type.getComponentType(), seen);
        }
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                if (component.isAnnotationPresent(PersonalData.class) || mayBeIn(component.getGenericType(), seen)) {
                    return true;
                }
            }
            return false;
        }
        if (type.isSealed()) {
            for (Class<?> part : type.getPermittedSubclasses()) {
                if (mayBeIn(part, seen)) {
                    return true;
                }
            }
            return false;
        }
        if (type.isPrimitive() || type.isEnum()) {
            return false;
        }
        // The JDK's own have no parts of ours but those that their type arguments name.
        return type == Object.class || !type.getPackageName().startsWith("java.");
    }
}
