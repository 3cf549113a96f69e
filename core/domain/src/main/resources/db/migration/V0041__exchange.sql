-- Listings to and from another region, by the channels that plugins bring.

-- The key by which a tenant signs what it sends; made when it first does.
create table exchange_key (
    tenant       int primary key references tenant,
    fingerprint  text not null,
    public_key   bytea not null,
    private_key  bytea not null,
    created_at   timestamptz not null
);

-- The key by which a partner signs, once its administrator was told it; from then on nothing else is read.
create table exchange_partner_key (
    tenant       int not null references tenant,
    plugin       text not null,
    channel      text not null,
    fingerprint  text not null,
    public_key   bytea not null,
    accepted_by  text not null,
    accepted_at  timestamptz not null,
    primary key (tenant, plugin, channel)
);

create table exchange_delivery (
    id              uuid primary key,
    tenant          int not null references tenant,
    plugin          text not null,
    channel         text not null,
    direction       text not null check (direction in ('OUT', 'IN')),
    -- Counts what was sent by a channel.
    number          int check ((number is null) = (direction = 'IN')),
    -- Of the manifest, which holds the hashes of the contents; of the file itself where it came without one.
    sha256          text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    manifest        text,
    signature       bytea,
    signed_by       text,
    -- How the contents are written, so that a package can be handed out again whatever the plugin has become.
    format          text not null,
    columns         text[] not null,
    plugin_version  text not null,
    plugin_hash     text not null,
    file_name       text,
    created_by      uuid not null,
    created_by_name text not null,
    created_at      timestamptz not null,
    -- When an officer first had it taken in.
    taken_at        timestamptz
);
create unique index exchange_delivery_once on exchange_delivery (tenant, plugin, channel, direction, sha256);
create unique index exchange_delivery_number on exchange_delivery (tenant, plugin, channel, number) where number is not null;
create index exchange_delivery_list on exchange_delivery (tenant, created_at desc, id desc);

-- What stood in a package, as it stood there: nothing that arrived is lost, whatever became of it.
create table exchange_item (
    delivery     uuid not null references exchange_delivery on delete cascade,
    sequence     int not null check (sequence > 0),
    tenant       int not null references tenant,
    kind         text not null check (kind in ('LISTING', 'RECEIPT')),
    key          text,
    revision     bigint,
    withdrawn    boolean not null default false,
    message      text not null,
    state        text not null,
    -- What was foreseen when the package was read.
    expected     text,
    reasons      jsonb,
    row_id       uuid references register_row on delete set null,
    -- The package that told the partner what became of it.
    answered_in  uuid references exchange_delivery on delete set null,
    decided_by   text,
    primary key (delivery, sequence)
);
create index exchange_item_state on exchange_item (delivery, state, sequence);
create index exchange_item_key on exchange_item (tenant, key, revision);
create index exchange_item_unanswered on exchange_item (tenant, delivery) where answered_in is null and kind = 'LISTING';
create index exchange_item_row on exchange_item (row_id) where row_id is not null;
create index exchange_item_answered on exchange_item (answered_in) where answered_in is not null;

-- How a listing stands between the two sides: one for each key.
create table exchange_listing (
    tenant       int not null references tenant,
    plugin       text not null,
    channel      text not null,
    key          text not null,
    origin       text not null check (origin in ('OURS', 'THEIRS')),
    row_id       uuid references register_row on delete set null,
    revision     bigint not null check (revision > 0),
    withdrawn    boolean not null,
    -- The latest message that says what is listed, as files hold it, and its own revision; an officer may want it sent again.
    message      text not null,
    message_revision bigint not null,
    again        boolean not null default false,
    -- What the partner's latest listing said, to tell its changes from ours.
    base         jsonb,
    -- What the partner said to it.
    answer       text check (answer in ('ACCEPTED', 'REFUSED', 'DELISTED')),
    answer_text  text,
    changed_at   timestamptz not null,
    primary key (tenant, plugin, channel, key)
);
create index exchange_listing_row on exchange_listing (row_id) where row_id is not null;

do $$
declare
    t text;
begin
    foreach t in array array['exchange_key', 'exchange_partner_key', 'exchange_delivery', 'exchange_item', 'exchange_listing'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        execute format('create policy division on %I to longji_app using (tenant between app_low() and app_high()) '
                'with check (tenant between app_low() and app_high())', t);
        execute format('create policy party on %I as restrictive to longji_app using (app_party() is null) '
                'with check (app_party() is null)', t);
    end loop;
end $$;
grant select, insert on exchange_key, exchange_item to longji_app;
grant select, insert, update, delete on exchange_partner_key to longji_app;
grant select, insert on exchange_delivery to longji_app;
grant update (taken_at) on exchange_delivery to longji_app;
grant update (state, expected, reasons, row_id, answered_in, decided_by) on exchange_item to longji_app;
grant select, insert, update on exchange_listing to longji_app;
