package org.longji.inbox;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.Text;
import org.longji.shared.Caller;
import org.longji.shared.Capability;
import org.longji.shared.Page;
import org.longji.shared.Role;
import org.longji.shared.Row;
import org.longji.shared.Sql;
import org.longji.shared.TenantScope;
import org.longji.shared.Transactions;

/** One person's inbox at a tenant: what waits, over all capabilities, and what was announced. */
@Dependent
public class Inbox {

    private static final int MOST_TO_DOS = 200;
    private static final String MINE = " (n.account_id = ? or n.party = ? or n.capability = any (?))";

    private final Transactions transactions;
    private final Iterable<ToDoSource> sources;

    @Inject
    public Inbox(Transactions transactions, @Any Instance<ToDoSource> sources) {
        this(transactions, (Iterable<ToDoSource>) sources);
    }

    /** An inbox fed by these sources, outside a container. */
    public Inbox(Transactions transactions, Iterable<ToDoSource> sources) {
        this.transactions = transactions;
        this.sources = sources;
    }

    /** What waits for the caller: overdue first, then by deadline; at most two hundred. */
    public List<ToDo> waiting(Caller caller, int tenant) {
        var scope = scope(caller, tenant);
        return transactions.within(scope, em -> {
            var all = new ArrayList<ToDo>();
            sources.forEach(source -> all.addAll(source.waiting(em, caller, tenant, scope, MOST_TO_DOS)));
            all.sort(Comparator.comparing(ToDo::urgency)
                    .thenComparing(toDo -> toDo.due().orElse(LocalDate.MAX))
                    .thenComparing(ToDo::subjectId));
            return List.copyOf(all.subList(0, Math.min(all.size(), MOST_TO_DOS)));
        });
    }

    /**
     * Notices to the caller, the newest first.
     *
     * @param after position of the previous page's last notice
     */
    public Page<Notice> notices(Caller caller, int tenant, @Nullable String after, int limit) {
        var scope = scope(caller, tenant);
        Instant afterInstant = after == null ? null : Instant.parse(after.substring(0, after.indexOf('|')));
        UUID afterId = after == null ? null : UUID.fromString(after.substring(after.indexOf('|') + 1));
        return transactions.within(scope, em -> {
            var rows = Sql.query(
                    em,
                    """
                    select n.*, exists (select 1 from notice_read r where r.notice_id = n.id and r.account_id = ?) as seen
                    from notice n where n.tenant between ? and ? and
                    """ + MINE + """
                             and (?::timestamptz is null or (n.created_at, n.id) < (?::timestamptz, ?::uuid))
                            order by n.created_at desc, n.id desc limit ?
                            """,
                    Inbox::notice,
                    caller.accountId(),
                    scope.low(),
                    scope.high(),
                    caller.accountId(),
                    caller.party(),
                    capabilities(caller, tenant),
                    afterInstant,
                    afterInstant,
                    afterId,
                    limit + 1);
            return Page.of(rows, limit, n -> n.createdAt() + "|" + n.id());
        });
    }

    /** Notes that the caller has read these notices; what is not the caller's to read, or was read before, changes nothing. */
    public void read(Caller caller, int tenant, List<UUID> notices) {
        var scope = scope(caller, tenant);
        transactions.within(
                scope,
                em -> Sql.update(
                        em,
                        "insert into notice_read (notice_id, tenant, account_id) select n.id, n.tenant, ? from notice n"
                                + " where n.id = any (?) and n.tenant between ? and ? and" + MINE
                                + " on conflict do nothing",
                        caller.accountId(),
                        notices.toArray(UUID[]::new),
                        scope.low(),
                        scope.high(),
                        caller.accountId(),
                        caller.party(),
                        capabilities(caller, tenant)));
    }

    /** Delivers messages with the change they speak of, in its transaction. */
    public static void deliver(EntityManager em, List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        var rows = new ArrayList<@Nullable Object[]>();
        for (var message : messages) {
            rows.add(new @Nullable Object[] {
                UUID.randomUUID(),
                message.tenant(),
                message.capability().map(Enum::name).orElse(null),
                message.capability().map(Inbox::roles).orElse(null),
                message.account().orElse(null),
                message.party().orElse(null),
                message.kind(),
                message.subjectType(),
                message.subjectId(),
                message.title().zh(),
                message.title().en(),
                message.text().zh(),
                message.text().en()
            });
        }
        Sql.batch(em, """
                insert into notice (id, tenant, capability, roles, account_id, party, kind, subject_type, subject_id,
                    title_zh, title_en, text_zh, text_en)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, rows);
    }

    /**
     * Delivers messages to parties with the change they speak of, as many as a query finds, in one statement.
     *
     * @param rows a query for tenant, party, subject, title in Chinese and English, text in Chinese and English, in this order
     */
    public static int deliverToParties(
            EntityManager em, String kind, String subjectType, String rows, @Nullable Object... parameters) {
        var values = new ArrayList<@Nullable Object>(List.of(kind, subjectType));
        values.addAll(Arrays.asList(parameters));
        return Sql.update(
                em,
                "insert into notice (id, tenant, party, kind, subject_type, subject_id, title_zh, title_en, text_zh, text_en)"
                        + " select gen_random_uuid(), m.tenant, m.party, ?, ?, m.subject, m.title_zh, m.title_en, m.text_zh, m.text_en from ("
                        + rows + ") m (tenant, party, subject, title_zh, title_en, text_zh, text_en)",
                values.toArray());
    }

    /** Roles that carry the capability, for the mails the database writes with the message. */
    private static String[] roles(Capability capability) {
        return Arrays.stream(Role.values())
                .filter(role -> role.grants(capability))
                .map(Enum::name)
                .toArray(String[]::new);
    }

    private static TenantScope scope(Caller caller, int tenant) {
        return caller.scope(tenant, Capability.TENANT_READ);
    }

    private static List<String> capabilities(Caller caller, int tenant) {
        return caller.capabilities(tenant).stream().map(Enum::name).toList();
    }

    private static Notice notice(Row row) {
        return new Notice(
                row.uuid("id"),
                row.integer("tenant"),
                row.text("kind"),
                row.text("subject_type"),
                row.text("subject_id"),
                new Text(row.text("title_zh"), row.text("title_en")),
                new Text(row.text("text_zh"), row.text("text_en")),
                row.instant("created_at"),
                row.bool("seen"));
    }
}
