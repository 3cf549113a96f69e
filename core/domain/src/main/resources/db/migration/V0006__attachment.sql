-- The files of a filing. Content is kept here, in pieces, so that a file and its record are written together or not at all,
-- stand behind the same walls, and go into the same backup.
create table attachment (
    id                  uuid primary key,
    tenant              int not null references tenant,
    contract_id         uuid not null references contract,
    kind                text not null,
    -- What the sender called it: shown, never used as a path.
    name                text not null check (length(name) between 1 and 200),
    media_type          text not null,
    size                bigint not null check (size > 0),
    sha256              text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    -- SHA-256 of the letters and digits of its text, where it has a text that can be read.
    text_hash           text check (text_hash ~ '^[0-9a-f]{64}$'),
    uploaded_by         uuid,
    uploaded_by_name    text not null,
    uploaded_at         timestamptz not null default now(),
    -- Taken out of a filing that had been submitted before: out of sight of the next submission, not of the record.
    withdrawn_at        timestamptz
);
create index attachment_contract on attachment (contract_id, uploaded_at, id);
create unique index attachment_once on attachment (contract_id, sha256) where withdrawn_at is null;

create table attachment_chunk (
    attachment_id   uuid not null references attachment on delete cascade,
    sequence        int not null check (sequence >= 0),
    tenant          int not null references tenant,
    content         bytea not null,
    primary key (attachment_id, sequence)
);
-- Scans and PDFs are packed already; trying to pack them again costs time and wins nothing.
alter table attachment_chunk alter column content set storage external;

-- What was submitted stays as it was submitted: files come and go in a draft, come or are withdrawn during a correction, and
-- are sealed at any other time, whoever asks.
create function seal_attachment() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    declare
        state text;
    begin
        select c.status into state from contract c where c.id = coalesce(new.contract_id, old.contract_id);
        if state = 'DRAFT' or (state = 'RETURNED' and tg_op <> 'DELETE') then
            return null;
        end if;
        raise exception 'attachments of a contract in status % are sealed', state using errcode = '23514', constraint = 'attachment_sealed';
    end $$;
-- After, not before: the walls speak first.
create trigger attachment_sealed after insert or update or delete on attachment
    for each row execute function seal_attachment();

do $$
declare
    t text;
begin
    foreach t in array array['attachment', 'attachment_chunk'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        execute format('create policy division on %I to longji_app using (tenant between app_low() and app_high()) '
                'with check (tenant between app_low() and app_high())', t);
    end loop;
end $$;
create policy party on attachment as restrictive to longji_app
    using (app_party() is null or exists (select 1 from contract c where c.id = contract_id))
    with check (app_party() is null or exists (select 1 from contract c where c.id = contract_id));
create policy party on attachment_chunk as restrictive to longji_app
    using (app_party() is null or exists (select 1 from attachment a where a.id = attachment_id))
    with check (app_party() is null or exists (select 1 from attachment a where a.id = attachment_id));
grant select, insert, delete on attachment to longji_app;
grant update (withdrawn_at) on attachment to longji_app;
grant select, insert on attachment_chunk to longji_app;
