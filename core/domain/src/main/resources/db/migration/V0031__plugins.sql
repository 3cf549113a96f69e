-- Which archives of plugins there are, who signed and approved them, which of each plugin runs, and what each node made of it.
-- An archive is kept for good: what it decided can be computed again years later, whatever runs by then.
create table plugin_key (
    tenant        int not null references tenant,
    upper_code    int not null,
    -- The first half of the SHA-256 of the public key, hex.
    fingerprint   text not null,
    name          text not null,
    public_key    bytea not null,
    accepted_by   text not null,
    accepted_at   timestamptz not null,
    revoked_by    text,
    revoked_at    timestamptz,
    revoke_reason text,
    primary key (tenant, fingerprint),
    check ((revoked_at is null) = (revoked_by is null))
);

create table plugin_archive (
    hash          text primary key check (hash ~ '^[0-9a-f]{64}$'),
    -- The tenant whose administrators brought it; absent for one that came with Longji itself.
    tenant        int references tenant,
    upper_code    int,
    plugin        text not null,
    version       text not null,
    requires      text not null,
    provider      text not null,
    description   text not null,
    needs         text[] not null,
    policies      text[] not null,
    languages     text[] not null,
    registers     text[] not null,
    size          int not null,
    content       bytea not null,
    fingerprint   text,
    signature     bytea,
    uploaded_by   text not null,
    -- Whoever brought it does not approve it.
    uploaded_by_id uuid,
    uploaded_at   timestamptz not null,
    approved_by   text,
    approved_at   timestamptz,
    revoked_by    text,
    revoked_at    timestamptz,
    revoke_reason text,
    foreign key (tenant, fingerprint) references plugin_key,
    check ((tenant is null) = (upper_code is null)),
    check ((revoked_at is null) = (revoked_by is null))
);
alter table plugin_archive alter column content set storage external;
create unique index plugin_archive_version on plugin_archive (plugin, version, hash);

-- Instead of the version that came with Longji, or where none came.
create table plugin_rollout (
    plugin        text primary key,
    tenant        int not null references tenant,
    upper_code    int not null,
    hash          text references plugin_archive,
    previous_hash text references plugin_archive,
    running       boolean not null,
    revision      int not null default 1,
    changed_by    text not null,
    changed_at    timestamptz not null
);

create table plugin_node (
    node          text not null,
    hash          text not null,
    running       boolean not null,
    message       text,
    seen_at       timestamptz not null,
    primary key (node, hash)
);

do $$
declare
    t text;
begin
    foreach t in array array['plugin_key', 'plugin_archive', 'plugin_rollout'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        -- Seen from above and below; written from where it belongs to, and what came with Longji by Longji's own start alone.
        execute format('create policy division on %I to longji_app '
                'using ((tenant is null and app_low() is not null) or tenant between app_low() and app_high() or (tenant <= app_low() and upper_code >= app_high())) '
                'with check (tenant between app_low() and app_high() or (tenant is null and app_low() <= 100000 and app_high() >= 999999))', t);
        execute format('create policy party on %I as restrictive to longji_app using (app_party() is null) with check (app_party() is null)', t);
    end loop;
end $$;

grant select, insert, update on plugin_key, plugin_archive to longji_app;
grant select, insert, update on plugin_rollout, plugin_node to longji_app;
