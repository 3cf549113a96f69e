-- An amount that a rule leaves open inside an interval (裁量区间): one officer proposes it, another one approves or turns it down. What
-- was approved last is a fact of the case from then on.
create table determination (
    id              uuid primary key,
    -- Whose decision it is about.
    tenant          int not null references tenant,
    subject_id      uuid not null,
    policy_id       text not null,
    year            int not null,
    -- The evidence it becomes, by the name the policy gives it.
    input           text not null,
    amount          numeric(18, 2) not null,
    least           numeric(18, 2) not null,
    most            numeric(18, 2) not null,
    reason          text not null,
    proposed_by_id  uuid not null,
    proposed_by     text not null,
    proposed_at     timestamptz not null,
    approved        boolean,
    decided_by_id   uuid,
    decided_by      text,
    decided_at      timestamptz,
    note            text,
    check (amount between least and most),
    check ((approved is null) = (decided_by_id is null) and (approved is null) = (decided_at is null)),
    -- Two persons, whatever the application says.
    check (decided_by_id <> proposed_by_id)
);
create unique index determination_open on determination (subject_id, policy_id, year, input) where approved is null;
create index determination_of_subject on determination (subject_id, year);

alter table determination enable row level security;
alter table determination force row level security;
create policy keeper on determination to current_user using (true) with check (true);
create policy division on determination to longji_app
    using (tenant between app_low() and app_high()) with check (tenant between app_low() and app_high());
create policy party on determination as restrictive to longji_app using (app_party() is null) with check (app_party() is null);

-- What was decided stays: only an open one is updated.
create policy open on determination as restrictive for update to longji_app using (approved is null) with check (true);
grant select, insert, update on determination to longji_app;
