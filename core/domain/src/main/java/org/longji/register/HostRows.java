package org.longji.register;

import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.register.FieldKind;
import org.longji.plugin.api.register.RecordShape;
import org.longji.plugin.api.register.Row;
import org.longji.plugin.api.register.RowRef;
import org.longji.plugin.api.register.Rows;
import org.longji.pluginhost.RegisterHandle;
import org.longji.shared.Clocks;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;

/** The rows that a plugin's function is lent for one call: of its own registers, of the tenant and of those above it. */
final class HostRows implements Rows {

    /** Most rows that one request hands to a plugin, over all of its questions. */
    private static final int BUDGET = 20_000;

    private final EntityManager em;
    private final String plugin;
    private final List<RegisterHandle> registers;
    private final int tenant;
    private final LocalDate today;
    private final boolean ownAlone;
    private int handedOver;

    /** @param registers those of the archive that asks */
    HostRows(EntityManager em, String plugin, List<RegisterHandle> registers, int tenant, LocalDate today) {
        this(em, plugin, registers, tenant, today, false);
    }

    /**
     * @param registers those of the archive that asks
     * @param ownAlone whether questions are about the tenant's own rows, without those it inherits
     */
    HostRows(
            EntityManager em,
            String plugin,
            List<RegisterHandle> registers,
            int tenant,
            LocalDate today,
            boolean ownAlone) {
        this.em = em;
        this.plugin = plugin;
        this.registers = registers;
        this.tenant = tenant;
        this.today = today;
        this.ownAlone = ownAlone;
    }

    @Override
    public <T extends Record> Optional<Row<T>> find(Class<T> type, RowRef ref) {
        return new Question<>(type, register(type), " and r.id = ?", List.of(ref.id())).first();
    }

    @Override
    public <T extends Record> Query<T> of(Class<T> type) {
        return ownAlone
                ? new Question<>(type, register(type), " and r.tenant = ?", List.of(tenant))
                : new Question<>(type, register(type), "", List.of());
    }

    @Override
    public <T extends Record> Optional<PublicRow> told(Class<T> type, String key) {
        return Told.ask(em, register(type), key)
                .map(told -> new PublicRow(told.tenant(), told.state(), told.holdsOn(today), told.values()));
    }

    private RegisterHandle register(Class<?> type) {
        return RegisterCatalogue.sibling(registers, type)
                .orElseThrow(() -> new IllegalStateException(
                        type.getName() + " is the record of no register of plugin " + plugin));
    }

    private void handOver(int rows) {
        handedOver += rows;
        if (handedOver > BUDGET) {
            throw new IllegalStateException("one call may look at " + BUDGET + " rows, and this is more");
        }
    }

    private final class Question<T extends Record> implements Query<T> {

        private static final String SEEN = " from register_row r where r.plugin = ? and r.register = ?"
                + " and (r.tenant = ? or r.tenant < ? and r.inherited_to >= ?)";

        private final Class<T> type;
        private final RegisterHandle register;
        private final String narrowing;
        private final List<Object> values;

        Question(Class<T> type, RegisterHandle register, String narrowing, List<Object> values) {
            this.type = type;
            this.register = register;
            this.narrowing = narrowing;
            this.values = values;
        }

        private Question<T> and(String condition, Object... more) {
            var all = new ArrayList<>(values);
            all.addAll(List.of(more));
            return new Question<>(type, register, narrowing + condition, all);
        }

        private FieldKind kind(String field) {
            return register.definition()
                    .shape()
                    .field(field)
                    .orElseThrow(() ->
                            new IllegalStateException("register " + register.id() + " has no field '" + field + "'"))
                    .kind();
        }

        @Override
        public Query<T> with(String field, Object value) {
            kind(field);
            var text = RecordShape.written(value).toString();
            return and(
                    LookedUp.condition(text),
                    LookedUp.parameters(register.pluginId(), register.id(), field, text)
                            .toArray());
        }

        @Override
        public Query<T> between(String field, Object least, Object most) {
            boolean number = switch (kind(field)) {
                case WHOLE, DECIMAL, MONEY -> true;
                case DATE, MOMENT, TIME -> false;
                default -> throw new IllegalStateException("'" + field + "' has no order");
            };
            // Dates and times as ISO text order as themselves.
            var value = number ? "(r.data ->> ?)::numeric" : "(r.data ->> ?) collate \"C\"";
            var bound = number ? "?::text::numeric" : "?::text";
            return and(
                    " and " + value + " between " + bound + " and " + bound,
                    field,
                    RecordShape.written(least).toString(),
                    RecordShape.written(most).toString());
        }

        @Override
        public Query<T> in(String... states) {
            return and(" and r.state = any (?)", (Object) states);
        }

        @Override
        public Query<T> except(RowRef ref) {
            return and(" and r.id <> ?", ref.id());
        }

        @Override
        public List<Row<T>> list() {
            var found = fetch(MOST + 1);
            if (found.size() > MOST) {
                throw new IllegalStateException("more than " + MOST + " rows of " + register.id() + " were asked for");
            }
            return found;
        }

        @Override
        public Optional<Row<T>> first() {
            return fetch(1).stream().findFirst();
        }

        private List<Row<T>> fetch(int limit) {
            var found = Sql.query(
                    em,
                    "select " + StoredRow.COLUMNS + SEEN + narrowing + " order by r.created_at, r.id limit ?",
                    StoredRow::read,
                    parameters(null, limit));
            handOver(found.size());
            return found.stream().map(this::row).toList();
        }

        private Row<T> row(StoredRow stored) {
            var tree = stored.recordVersion() < register.definition().version()
                    ? register.migrated(stored.data(), stored.recordVersion())
                    : stored.data();
            return new Row<>(
                    new RowRef(stored.id()),
                    stored.state(),
                    LocalDateTime.ofInstant(stored.stateSince(), Clocks.CHINA),
                    type.cast(register.read(tree)));
        }

        @Override
        public long count() {
            return Sql.first(
                            em,
                            "select count(*) as n" + SEEN + narrowing,
                            row -> row.bigint("n"),
                            parameters(null, null))
                    .orElse(0L);
        }

        @Override
        public long countOnce(String field) {
            kind(field);
            return Sql.first(
                            em,
                            "select count(distinct r.data ->> ?) as n" + SEEN + narrowing,
                            row -> row.bigint("n"),
                            parameters(field, null))
                    .orElse(0L);
        }

        @Override
        public Set<String> distinct(String field) {
            kind(field);
            var found = Sql.query(
                    em,
                    "select distinct r.data ->> ? as value" + SEEN + narrowing + " limit ?",
                    row -> row.optionalText("value"),
                    parameters(field, BUDGET + 1));
            handOver(found.size());
            return found.stream().flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public BigDecimal sum(String field) {
            switch (kind(field)) {
                case WHOLE, DECIMAL, MONEY -> {}
                default -> throw new IllegalStateException("'" + field + "' cannot be added up");
            }
            return Sql.first(
                            em,
                            "select coalesce(sum((r.data ->> ?)::numeric), 0) as total" + SEEN + narrowing,
                            row -> row.decimal("total"),
                            parameters(field, null))
                    .orElse(BigDecimal.ZERO);
        }

        private Object[] parameters(@Nullable String before, @Nullable Integer after) {
            var all = new ArrayList<Object>();
            if (before != null) {
                all.add(before);
            }
            all.add(register.pluginId());
            all.add(register.id());
            all.add(tenant);
            all.add(tenant);
            all.add(TenantScope.upperCode(tenant));
            all.addAll(values);
            if (after != null) {
                all.add(after);
            }
            return all.toArray();
        }
    }
}
