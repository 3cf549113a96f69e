-- What contracts ask of a pool, and what it gave them when it was shared out last.
create table pool_claim (
    tenant              int not null references tenant,
    -- The tenant that holds the pool: the contract's own or one above it.
    pool_tenant         int not null references tenant,
    policy_id           text not null,
    year                int not null,
    contract_id         uuid not null references contract,
    governing_date      date not null,
    registration_number text not null,
    -- What a ranking ranks by.
    measure             numeric(18, 2) not null,
    wanted              numeric(18, 2) not null check (wanted > 0),
    -- Empty until the pool is shared out.
    granted             numeric(18, 2) check (granted >= 0),
    share               text,
    primary key (pool_tenant, policy_id, year, contract_id)
);
create index pool_claim_contract on pool_claim (contract_id, year);
create index pool_claim_year on pool_claim (year, tenant);

alter table pool_claim enable row level security;
alter table pool_claim force row level security;
create policy keeper on pool_claim to current_user using (true) with check (true);
create policy division on pool_claim to longji_app using (tenant between app_low() and app_high())
    with check (tenant between app_low() and app_high());
create policy party on pool_claim as restrictive to longji_app using (app_party() is null) with check (app_party() is null);
grant select, insert, update, delete on pool_claim to longji_app;

alter table entitlement drop constraint entitlement_status_check;
alter table entitlement
    add constraint entitlement_status_check check (status in
        ('ENTITLED', 'NOT_ENTITLED', 'NEEDS_JUDGEMENT', 'AWAITING_ELECTION', 'AWAITING_ALLOCATION')),
    -- The highest amount ever decided, by which version and since when; and the day it was first lowered from there.
    add column peak_amount         numeric(18, 2),
    add column peak_policy_tenant  int,
    add column peak_version        text,
    add column peak_on             date,
    add column lowered_on          date;
update entitlement set peak_amount = entitled_amount, peak_policy_tenant = policy_tenant, peak_version = policy_version,
    peak_on = (decided_at at time zone 'Asia/Shanghai')::date;
