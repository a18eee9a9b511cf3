package dev.fabula.command.spendbudget;

import dev.fabula.contracts.ai.TokenUsage;
import dev.fabula.contracts.spendbudget.BudgetExhausted;
import dev.fabula.contracts.spendbudget.SpendBudgetCommand.ReleaseSpend;
import dev.fabula.contracts.spendbudget.SpendBudgetCommand.ReserveSpend;
import dev.fabula.contracts.spendbudget.SpendBudgetCommand.SettleSpends;
import dev.fabula.contracts.spendbudget.SpendBudgetCommand.Settlement;
import dev.fabula.contracts.spendbudget.SpendBudgetCommand.TakeSpend;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendReleased;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendReserved;
import dev.fabula.contracts.spendbudget.SpendBudgetEvent.SpendSettled;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** One budget in one period. What is kept for calls counts as spent until they say what they cost. */
@Aggregate(
        type = "SpendBudget",
        cache = "aggregateCache",
        snapshotTriggerDefinition = "busySnapshotTrigger",
        commandTargetResolver = "commandTargets")
final class SpendBudget {

    /** A settlement that comes again comes soon: so many calls are remembered. */
    private static final int REMEMBERED = 1_000;

    @AggregateIdentifier
    private String id;

    private String name = "";
    private String unit = "";
    private BigDecimal settled = BigDecimal.ZERO;
    private final Map<String, BigDecimal> reserved = new LinkedHashMap<>();
    private final Set<String> lately = new LinkedHashSet<>();

    @SuppressWarnings("NullAway.Init") // Axon fills it by the first event
    SpendBudget() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReserveSpend command) {
        if (reserved.containsKey(command.call())) {
            return;
        }
        guard(command.name(), command.unit(), command.limit(), command.amount());
        AggregateLifecycle.apply(new SpendReserved(
                command.budget(),
                command.name(),
                command.unit(),
                command.limit(),
                command.call(),
                command.amount(),
                command.purpose()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SettleSpends command) {
        for (Settlement settlement : command.settlements()) {
            if (reserved.containsKey(settlement.call()) || !lately.contains(settlement.call())) {
                AggregateLifecycle.apply(new SpendSettled(
                        command.budget(),
                        command.name(),
                        command.unit(),
                        settlement.call(),
                        settlement.amount(),
                        settlement.purpose(),
                        settlement.provider(),
                        settlement.model(),
                        settlement.tokens()));
            }
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReleaseSpend command) {
        if (reserved.containsKey(command.call())) {
            AggregateLifecycle.apply(new SpendReleased(id, name, unit, command.call()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(TakeSpend command) {
        if (lately.contains(command.call())) {
            return;
        }
        guard(command.name(), command.unit(), command.limit(), command.amount());
        AggregateLifecycle.apply(new SpendSettled(
                command.budget(),
                command.name(),
                command.unit(),
                command.call(),
                command.amount(),
                command.purpose(),
                "",
                "",
                new TokenUsage(0, 0, false)));
    }

    private void guard(String of, String in, BigDecimal limit, BigDecimal amount) {
        BigDecimal left =
                limit.subtract(settled).subtract(reserved.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        if (amount.compareTo(left) > 0) {
            throw new BudgetExhausted(of, in, limit, left);
        }
    }

    @EventSourcingHandler
    void on(SpendBudgetEvent event) {
        id = event.budget();
        switch (event) {
            case SpendReserved kept -> {
                name = kept.name();
                unit = kept.unit();
                reserved.put(kept.call(), kept.amount());
            }
            case SpendSettled spent -> {
                name = spent.name();
                unit = spent.unit();
                reserved.remove(spent.call());
                settled = settled.add(spent.amount());
                lately.add(spent.call());
                if (lately.size() > REMEMBERED) {
                    lately.remove(lately.iterator().next());
                }
            }
            case SpendReleased back -> reserved.remove(back.call());
        }
    }
}
