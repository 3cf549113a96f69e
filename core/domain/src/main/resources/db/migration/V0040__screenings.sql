-- What was screened before it crossed a border, by which version of what, and what was found. Nothing of it is changed: a later screening
-- of the same subject supersedes an earlier one.
create table screening (
    id                  uuid primary key,
    tenant              int not null references tenant,
    subject_kind        text not null check (subject_kind in ('CONTRACT', 'ROW', 'LISTING', 'BY_HAND')),
    -- Which contract, row or listing; of one screened by hand a number of its own.
    subject_ref         text not null check (length(subject_ref) between 1 and 200),
    title               text not null,
    subject             text not null,
    subject_hash        text not null,
    plugin              text not null,
    screening           text not null,
    label               text not null,
    plugin_version      text not null,
    plugin_hash         text not null,
    lists               text not null,
    result              text not null check (result in ('CLEAR', 'HITS', 'JUDGEMENT', 'FAILED')),
    -- Of the subject, the archive, the lists and what was found: whoever keeps it can tell later that nothing was changed.
    record_hash         text not null,
    screened_by         text not null,
    screened_by_id      uuid not null,
    screened_at         timestamptz not null,
    superseded_at       timestamptz
);
create unique index screening_current on screening (tenant, subject_kind, subject_ref, plugin, screening) where superseded_at is null;
create index screening_list on screening (tenant, screened_at desc, id desc);
create index screening_subject on screening (subject_kind, subject_ref);

-- One thing that was found, or asked. Open until a verdict that two officers agree on settles it.
create table screening_hit (
    screening_id        uuid not null references screening,
    number              int not null check (number > 0),
    tenant              int not null references tenant,
    -- The same find in the same subject by a later version has the same key.
    hit_key             text not null,
    content             text not null,
    settled_by          uuid,
    settled             boolean generated always as (case when settled_by is not null then true end) stored,
    primary key (screening_id, number)
);
create index screening_hit_open on screening_hit (tenant, screening_id) where settled_by is null;

-- What an officer says of it, and whether another one agrees.
create table screening_verdict (
    id                  uuid primary key,
    tenant              int not null references tenant,
    screening_id        uuid not null,
    number              int not null,
    -- Otherwise it is confirmed: what was found is meant.
    cleared             boolean not null,
    reason              text not null check (length(reason) between 1 and 2000),
    proposed_by_id      uuid not null,
    proposed_by         text not null,
    proposed_at         timestamptz not null,
    agreed              boolean,
    decided_by_id       uuid,
    decided_by          text,
    decided_at          timestamptz,
    note                text check (length(note) between 1 and 2000),
    foreign key (screening_id, number) references screening_hit,
    unique (id, agreed),
    check ((agreed is null) = (decided_by_id is null) and (agreed is null) = (decided_at is null)),
    -- Two persons, whatever the application says.
    check (decided_by_id <> proposed_by_id)
);
create unique index screening_verdict_open on screening_verdict (screening_id, number) where agreed is null;
create index screening_verdict_hit on screening_verdict (screening_id, number);
-- Nothing settles a hit but a verdict that was agreed on.
alter table screening_hit add foreign key (settled_by, settled) references screening_verdict (id, agreed);

do $$
declare
    t text;
begin
    foreach t in array array['screening', 'screening_hit', 'screening_verdict'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        execute format('create policy division on %I to longji_app '
                'using (tenant between app_low() and app_high()) with check (tenant between app_low() and app_high())', t);
        execute format('create policy party on %I as restrictive to longji_app using (app_party() is null) with check (app_party() is null)', t);
    end loop;
end $$;
-- What was decided or settled stays.
create policy open on screening_verdict as restrictive for update to longji_app using (agreed is null) with check (true);
create policy open on screening_hit as restrictive for update to longji_app using (settled_by is null) with check (true);
create policy current on screening as restrictive for update to longji_app using (superseded_at is null) with check (true);

grant select, insert on screening, screening_hit, screening_verdict to longji_app;
grant update (superseded_at) on screening to longji_app;
grant update (settled_by) on screening_hit to longji_app;
grant update (agreed, decided_by_id, decided_by, decided_at, note) on screening_verdict to longji_app;
