package org.longji.register;

import jakarta.persistence.EntityManager;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.longji.plugin.api.register.Actor;
import org.longji.plugin.api.register.Context;
import org.longji.plugin.api.register.Contracts;
import org.longji.plugin.api.register.PastStep;
import org.longji.plugin.api.register.Rows;
import org.longji.pluginhost.RegisterHandle;
import org.longji.setting.SettingsBook;
import org.longji.shared.Clocks;
import org.longji.shared.Sql;

/** What a register's function may know, looked up when it asks. */
final class HostContext implements Context {

    private final EntityManager em;
    private final RegisterHandle handle;
    private final int tenant;
    private final LocalDateTime now;
    private final Actor actor;
    private final Optional<UUID> row;
    private final String state;
    private final Rows rows;
    private final OptionalLong serial;
    private @Nullable List<PastStep> history;
    private final Map<Class<?>, Record> chosen = new HashMap<>();

    HostContext(
            EntityManager em,
            RegisterHandle handle,
            int tenant,
            LocalDateTime now,
            Actor actor,
            Optional<UUID> row,
            String state,
            Rows rows,
            OptionalLong serial) {
        this.em = em;
        this.handle = handle;
        this.tenant = tenant;
        this.now = now;
        this.actor = actor;
        this.row = row;
        this.state = state;
        this.rows = rows;
        this.serial = serial;
    }

    HostContext numbered(long number) {
        return new HostContext(em, handle, tenant, now, actor, row, state, rows, OptionalLong.of(number));
    }

    @Override
    public int tenant() {
        return tenant;
    }

    @Override
    public LocalDateTime now() {
        return now;
    }

    @Override
    public Actor actor() {
        return actor;
    }

    @Override
    public Optional<UUID> row() {
        return row;
    }

    @Override
    public String state() {
        return state;
    }

    @Override
    public List<PastStep> history() {
        if (history == null) {
            history = row.map(id -> history(em, id)).orElse(List.of());
        }
        return history;
    }

    static List<PastStep> history(EntityManager em, UUID row) {
        return Sql.query(
                em,
                "select step, state, account, at from register_event where row_id = ? order by sequence",
                event -> new PastStep(
                        event.text("step"),
                        event.text("state"),
                        event.uuid("account"),
                        LocalDateTime.ofInstant(event.instant("at"), Clocks.CHINA)),
                row);
    }

    @Override
    public Rows rows() {
        return rows;
    }

    @Override
    public Contracts contracts() {
        return HostContracts.lent(em, tenant, handle.definition().needs(), "register " + handle.id());
    }

    @Override
    public <S extends Record> S settings(Class<S> type) {
        return type.cast(chosen.computeIfAbsent(
                type,
                record -> SettingsBook.chosen(
                        em, handle.pluginId(), handle.settings(), tenant, now.toLocalDate(), type)));
    }

    @Override
    public long serial() {
        return serial.orElseThrow(() -> new IllegalStateException("only a numbered step has a serial number"));
    }
}
