package dev.fabula.command.spendbudget;

import dev.fabula.ai.BudgetExceededException;
import dev.fabula.ai.Spend;
import dev.fabula.ai.SpendLedger;
import dev.fabula.command.Commands;
import dev.fabula.command.StreamIds;
import dev.fabula.contracts.spendbudget.BudgetExhausted;
import dev.fabula.contracts.spendbudget.SpendBudgetCommand;
import dev.fabula.contracts.spendbudget.SpendBudgetCommand.ReleaseSpend;
import dev.fabula.contracts.spendbudget.SpendBudgetCommand.ReserveSpend;
import dev.fabula.contracts.spendbudget.SpendBudgetCommand.SettleSpends;
import dev.fabula.contracts.spendbudget.SpendBudgetCommand.Settlement;
import dev.fabula.contracts.tenancy.ActorId;
import dev.fabula.contracts.tenancy.TenantId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Keeps the books of calls to models: a budget a tenant and month, decided by its aggregate. */
@Component
final class EventSourcedLedger implements SpendLedger {

    private final Commands commands;
    private final BudgetProperties settings;
    private final String currency;
    private final Clock clock = Clock.systemUTC();
    private final Books settlements = new Books(this::settle);

    EventSourcedLedger(
            Commands commands, BudgetProperties settings, @Value("${fabula.ai.currency:USD}") String currency) {
        this.commands = commands;
        this.settings = settings;
        this.currency = currency;
    }

    /** The month in which a call began: its end is booked there as well. */
    private record Book(String id, String name) {}

    private Book book(TenantId tenant, String callId) {
        // Calls are named by ULIDs, which say when they were made; others are booked when they come.
        YearMonth month = CallTime.of(callId)
                .map(at -> YearMonth.from(at.atZone(ZoneOffset.UTC)))
                .orElseGet(() -> YearMonth.now(clock));
        String name = "tenant/" + month;
        return new Book(StreamIds.of(tenant, "SpendBudget", name), name);
    }

    private @Nullable BigDecimal limit(TenantId tenant) {
        return settings.tenants().getOrDefault(tenant.value(), settings.monthly());
    }

    @Override
    public void reserve(TenantId tenant, ActorId actor, String callId, String purpose, BigDecimal upTo) {
        BigDecimal limit = limit(tenant);
        if (limit == null) {
            return;
        }
        Book book = book(tenant, callId);
        try {
            send(new ReserveSpend(book.id(), book.name(), currency, limit, callId, upTo, purpose), tenant, callId);
        } catch (BudgetExhausted exhausted) {
            throw new BudgetExceededException(exhausted.budget(), exhausted.limit(), exhausted.unit());
        }
    }

    @Override
    public void settle(TenantId tenant, ActorId actor, String callId, Spend actual) {
        Book book = book(tenant, callId);
        settlements.add(
                new Books.Key(tenant, book.id(), book.name()),
                new Settlement(
                        callId,
                        actual.cost().amount(),
                        actual.purpose(),
                        actual.provider(),
                        actual.model(),
                        actual.usage()));
    }

    private void settle(Books.Key book, List<Settlement> some) {
        send(
                new SettleSpends(book.budget(), book.name(), currency, some),
                book.tenant(),
                some.getFirst().call());
    }

    @Override
    public void release(TenantId tenant, ActorId actor, String callId) {
        if (limit(tenant) != null) {
            send(new ReleaseSpend(book(tenant, callId).id(), callId), tenant, callId);
        }
    }

    private void send(SpendBudgetCommand command, TenantId tenant, String callId) {
        var _ = commands.send(command, tenant, callId);
    }
}
