package dev.fabula.application;

import java.util.Objects;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Reads the roles as {@link FabulaProperties} does, before there are any beans. */
final class OnNodeRole implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Object wanted = Objects.requireNonNull(metadata.getAnnotationAttributes(ConditionalOnNodeRole.class.getName()))
                .get("value");
        Set<FabulaProperties.NodeRole> roles = Binder.get(context.getEnvironment())
                .bindOrCreate("fabula", FabulaProperties.class)
                .roles();
        return wanted instanceof FabulaProperties.NodeRole role && roles.contains(role);
    }
}
