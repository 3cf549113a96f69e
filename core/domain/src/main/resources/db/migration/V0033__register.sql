-- Rows of the registers that plugins define. What a row holds is the plugin's affair and stands in data; what the host must
-- find it by stands beside it and is written with it.
create table register_row (
    id              uuid primary key,
    tenant          int not null references tenant,
    plugin          text not null,
    register        text not null,
    state           text not null,
    state_since     timestamptz not null,
    version         int not null default 1,
    -- Which version of the plugin's record data has, and the archive that wrote what is derived from it.
    record_version  int not null check (record_version > 0),
    plugin_hash     text not null,
    data            jsonb not null,
    title           text not null,
    -- The title with whatever is personal masked.
    title_masked    text not null,
    search          text not null,
    -- What of it may be searched from above: nothing personal.
    search_masked   text not null,
    -- Whose row it is: an applicant sees the rows of the own party, and those open to all.
    party           text,
    open            boolean,
    -- Upper end of the range of tenants that read it as inherited; null where it is not.
    inherited_to    int,
    -- What anybody is told by the public check, and the key that is asked for.
    public_key      text,
    public_view     jsonb,
    due_on          date,
    -- Roles that a next step waits for.
    awaits          text[],
    created_by      uuid not null,
    created_by_name text not null,
    created_at      timestamptz not null,
    changed_at      timestamptz not null
);
create index register_row_list on register_row (tenant, plugin, register, created_at desc, id desc);
-- The newest of many tenants are walked in their order.
create index register_row_latest on register_row (plugin, register, created_at desc, id desc);
create index register_row_inherited on register_row (plugin, register, tenant) where inherited_to is not null;
create index register_row_party on register_row (party) where party is not null;
create index register_row_awaited on register_row (tenant, due_on) where awaits is not null;
create index register_row_public on register_row (plugin, register, public_key) where public_key is not null;

-- The timeline of a row: one event for every write.
create table register_event (
    row_id          uuid not null references register_row on delete cascade,
    sequence        int not null check (sequence > 0),
    tenant          int not null references tenant,
    step            text not null,
    state           text not null,
    input           jsonb,
    note            text check (length(note) between 1 and 1000),
    account         uuid not null,
    account_name    text not null,
    at              timestamptz not null,
    primary key (row_id, sequence)
);

-- What is unique within a tenant; the key is a hash, so that a number that tells who somebody is stands here in no clear form.
create table register_key (
    tenant      int not null references tenant,
    plugin      text not null,
    register    text not null,
    rule        text not null,
    key         text not null,
    row_id      uuid not null references register_row on delete cascade,
    primary key (tenant, plugin, register, rule, key)
);
create index register_key_row on register_key (row_id);

create table register_series (
    tenant      int not null references tenant,
    plugin      text not null,
    register    text not null,
    series      text not null check (length(series) between 1 and 100),
    last        bigint not null,
    primary key (tenant, plugin, register, series)
);

-- The files of rows, kept as those of contracts are.
create table register_file (
    id                  uuid primary key,
    tenant              int not null references tenant,
    row_id              uuid not null references register_row on delete cascade,
    kind                text not null,
    name                text not null check (length(name) between 1 and 200),
    media_type          text not null,
    size                bigint not null check (size > 0),
    sha256              text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    uploaded_by         uuid not null,
    uploaded_by_name    text not null,
    uploaded_at         timestamptz not null default now(),
    withdrawn_at        timestamptz
);
create index register_file_row on register_file (row_id, uploaded_at, id);
create unique index register_file_once on register_file (row_id, sha256) where withdrawn_at is null;
create table register_file_chunk (
    file_id     uuid not null references register_file on delete cascade,
    sequence    int not null check (sequence >= 0),
    tenant      int not null references tenant,
    content     bytea not null,
    primary key (file_id, sequence)
);
alter table register_file_chunk alter column content set storage external;

do $$
declare
    t text;
begin
    foreach t in array array['register_row', 'register_event', 'register_key', 'register_series', 'register_file',
            'register_file_chunk'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        execute format('create policy division on %I to longji_app using (tenant between app_low() and app_high()) '
                'with check (tenant between app_low() and app_high())', t);
    end loop;
    -- An applicant meets the rows of the own party and what hangs on them; keys and series are the host's own business.
    foreach t in array array['register_key', 'register_series'] loop
        execute format('create policy party on %I as restrictive to longji_app using (app_party() is null) '
                'with check (app_party() is null)', t);
    end loop;
    foreach t in array array['register_event', 'register_file'] loop
        execute format('create policy party on %I as restrictive to longji_app '
                'using (app_party() is null or exists (select 1 from register_row r where r.id = row_id and r.party = app_party())) '
                'with check (app_party() is null)', t);
    end loop;
end $$;
create policy inherited on register_row for select to longji_app
    using (tenant <= app_low() and inherited_to >= app_high());
create policy party on register_row as restrictive to longji_app
    using (app_party() is null or party = app_party() or open)
    with check (app_party() is null);
create policy party on register_file_chunk as restrictive to longji_app
    using (app_party() is null or exists (select 1 from register_file f where f.id = file_id))
    with check (app_party() is null);

grant select, insert, update, delete on register_row, register_series to longji_app;
grant select, insert, delete on register_event, register_key, register_file, register_file_chunk to longji_app;
grant update (withdrawn_at) on register_file to longji_app;

-- What anybody is told of a row by its key, wherever it is kept: the host wrote what may be told beside the row.
create function register_told(p_plugin text, p_register text, p_key text)
        returns table (tenant int, name_zh text, name_en text, state text, told text)
    language sql stable security definer rows 1 set search_path = pg_catalog, public
    as $$
        select r.tenant, t.name_zh, t.name_en, r.state, r.public_view::text
        from register_row r join tenant t on t.code = r.tenant
        where r.plugin = p_plugin and r.register = p_register and r.public_key = p_key and r.public_view is not null
        order by r.created_at limit 2
    $$;
