-- By what the rows of registers are looked for: references to rows, parties and contracts, numbers of people and papers. A plugin's field
-- may become a reference with its next version, so what stands here follows from the data alone and never from a definition: every
-- text of a row that can be a reference or a number. It is a hash, so that nobody's number stands here in clear.
create table register_lookup (
    key     uuid not null,
    tenant  int not null references tenant,
    row_id  uuid not null references register_row on delete cascade,
    primary key (key, row_id)
);
create index register_lookup_row on register_lookup (row_id);
alter table register_lookup enable row level security;
alter table register_lookup force row level security;
create policy keeper on register_lookup to current_user using (true) with check (true);

-- Neither an amount, nor a day or time, nor a plain word, nor prose. HostRows says the same.
create function register_looked_up(value text) returns boolean immutable parallel safe language sql
    as $$ select value ~ '^[0-9A-Za-z-]{6,64}$' and value ~ '[0-9]' and value !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' $$;

create function register_lookup_key(plugin text, register text, field text, value text) returns uuid immutable parallel safe language sql
    as $$ select md5(plugin || ' ' || register || ' ' || field || ' ' || value)::uuid $$;

create function register_row_written() returns trigger language plpgsql security definer set search_path = pg_catalog, public
    as $$
    begin
        if tg_op = 'UPDATE' then
            delete from register_lookup l using fresh f join stale s on s.id = f.id
            where l.row_id = f.id and f.data is distinct from s.data;
        end if;
        insert into register_lookup (key, tenant, row_id)
        select distinct register_lookup_key(f.plugin, f.register, e.key, e.value #>> '{}'), f.tenant, f.id
        from fresh f cross join lateral jsonb_each(f.data) e
        where jsonb_typeof(e.value) = 'string' and register_looked_up(e.value #>> '{}')
        on conflict do nothing;
        return null;
    end $$;
create trigger register_row_inserted after insert on register_row referencing new table as fresh
    for each statement execute function register_row_written();
create trigger register_row_updated after update on register_row referencing new table as fresh old table as stale
    for each statement execute function register_row_written();

-- The rows that have a value, here or above: the rows themselves stand behind their own walls.
create function register_rows_with(p_plugin text, p_register text, p_field text, p_value text) returns setof uuid
    stable security definer rows 20 language sql set search_path = pg_catalog, public
    as $$
        select row_id from register_lookup
        where key = register_lookup_key(p_plugin, p_register, p_field, p_value) and tenant <= app_high()
    $$;

insert into register_lookup (key, tenant, row_id)
select distinct register_lookup_key(r.plugin, r.register, e.key, e.value #>> '{}'), r.tenant, r.id
from register_row r cross join lateral jsonb_each(r.data) e
where jsonb_typeof(e.value) = 'string' and register_looked_up(e.value #>> '{}');
