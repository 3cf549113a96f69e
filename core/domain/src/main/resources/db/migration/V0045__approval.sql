-- Chains of approval: what is brought here is signed step by step. Who may not sign, and that nobody signs twice, the tables hold themselves.

create table approval_chain (
    id          uuid primary key,
    tenant      int not null references tenant,
    upper_code  int not null,
    kind        text not null check (kind in ('PAYMENT', 'REGISTRATION', 'REGISTER')),
    -- The chain as it was saved and its SHA-256; what is enacted is not changed any more.
    content     text not null,
    hash        text not null,
    -- Everybody who wrote in it: none of them enacts it.
    authors     uuid[] not null,
    drafted_by  text not null,
    valid_from  date,
    ended_on    date,
    enacted_by  text,
    enacted_at  timestamptz,
    revision    int not null default 1,
    created_at  timestamptz not null default now(),
    check ((enacted_at is null) = (enacted_by is null) and (enacted_at is null) = (valid_from is null))
);
create index approval_chain_line on approval_chain (tenant, kind, valid_from);

-- What a parent asks of the chains below it: its own chain and no other, or a minimum.
create table approval_rail (
    tenant      int not null references tenant,
    upper_code  int not null,
    kind        text not null check (kind in ('PAYMENT', 'REGISTRATION', 'REGISTER')),
    locked      boolean not null,
    least_steps int not null check (least_steps between 0 and 20),
    -- Each has a step of its own in every case.
    roles       text[] not null,
    note        text check (length(note) <= 2000),
    made_by     text not null,
    revision    int not null default 1,
    primary key (tenant, kind)
);

create table approval_case (
    id              uuid primary key,
    tenant          int not null references tenant,
    -- The tenant above whose officers decide in place of those who let the time pass.
    reach           int references tenant,
    kind            text not null check (kind in ('PAYMENT', 'REGISTRATION', 'REGISTER')),
    subject         uuid not null,
    title_zh        text not null,
    title_en        text not null,
    link            text not null,
    amount          numeric(18, 2),
    initiator       uuid not null,
    initiator_name  text not null,
    excluded        uuid[] not null,
    parties         text[] not null,
    -- The chain it began with, word for word; a tenant of null is the one that comes with Longji.
    chain           text not null,
    chain_hash      text not null,
    chain_tenant    int,
    state           text not null default 'OPEN' check (state in ('OPEN', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
    begun_at        timestamptz not null,
    ended_at        timestamptz,
    check ((state = 'OPEN') = (ended_at is null))
);
create unique index approval_case_open on approval_case (kind, subject) where state = 'OPEN';
create index approval_case_subject on approval_case (subject);
create index approval_case_list on approval_case (tenant, begun_at desc, id desc);
create index approval_case_reach on approval_case (reach) where reach is not null;
create index approval_case_initiator on approval_case (initiator);

-- The way a case goes: the steps of its chain that apply to it, and those added on the way.
create table approval_step (
    case_id         uuid not null references approval_case on delete cascade,
    number          int not null check (number > 0),
    tenant          int not null references tenant,
    position        int not null check (position > 0),
    -- Which step of the chain; null for one that was added.
    chain_step      int,
    name_zh         text not null,
    name_en         text not null,
    roles           text[] not null,
    state           text not null check (state in ('WAITING', 'OPEN', 'PASSED')),
    -- Counts how often the case came back to before it; signatures of an earlier round do not count.
    round           int not null default 1,
    needed          int not null default 0,
    -- How many could sign when it was opened.
    pool            int not null default 0,
    opened_at       timestamptz,
    due_on          date,
    overdue_at      timestamptz,
    escalated_to    int,
    escalated_role  text,
    primary key (case_id, number),
    unique (case_id, position) deferrable initially deferred,
    check (state = 'WAITING' or opened_at is not null)
);
create unique index approval_step_open on approval_step (case_id) where state = 'OPEN';
create index approval_step_waiting on approval_step (tenant, due_on) where state = 'OPEN';

-- Persons a step waits for by name: all of a role, who was added, and to whom one of them handed it.
create table approval_signer (
    case_id         uuid not null,
    step            int not null,
    -- 0 for whoever was added: that stays, however often the case comes back.
    round           int not null,
    tenant          int not null references tenant,
    account         uuid not null,
    account_name    text not null,
    kind            text not null check (kind in ('REQUIRED', 'ADDED', 'DELEGATED')),
    -- In whose place; the person itself where it stands for nobody else.
    acts_for        uuid not null,
    primary key (case_id, step, round, kind, acts_for),
    foreign key (case_id, step) references approval_step on delete cascade,
    check ((kind = 'DELEGATED') = (account <> acts_for)),
    check ((kind = 'ADDED') = (round = 0))
);
create index approval_signer_account on approval_signer (account);

create table approval_signature (
    case_id         uuid not null,
    step            int not null,
    round           int not null,
    tenant          int not null references tenant,
    account         uuid not null,
    account_name    text not null,
    verdict         text not null check (verdict in ('APPROVE', 'REJECT')),
    basis           text not null check (basis in ('ROLE', 'ADDED', 'ESCALATED')),
    acts_for        uuid[] not null,
    acts_for_names  text[] not null,
    note            text check (length(note) between 1 and 2000),
    at              timestamptz not null,
    primary key (case_id, step, round, account),
    foreign key (case_id, step) references approval_step on delete cascade,
    check (verdict = 'APPROVE' or note is not null)
);

create table approval_event (
    case_id         uuid not null references approval_case on delete cascade,
    sequence        int not null check (sequence > 0),
    tenant          int not null references tenant,
    kind            text not null,
    step            int,
    -- Null for what nobody did: a limit that passed.
    account         uuid,
    account_name    text,
    -- The other person of it: whom it was handed to, whom it was done for.
    other_name      text,
    note            text check (length(note) between 1 and 2000),
    at              timestamptz not null,
    primary key (case_id, sequence)
);

create table approval_absence (
    id          uuid primary key,
    tenant      int not null references tenant,
    account     uuid not null,
    account_name text not null,
    deputy      uuid not null,
    deputy_name text not null,
    first_day   date not null,
    last_day    date not null,
    ended_at    timestamptz,
    created_at  timestamptz not null default now(),
    check (last_day >= first_day),
    check (deputy <> account)
);
create index approval_absence_account on approval_absence (tenant, account);
create index approval_absence_deputy on approval_absence (tenant, deputy);

-- ---------------------------------------------------------------- what the tables refuse whatever the application says

-- Whether an account belongs to one of these organisations: acts for it, works for it, or for the agency it runs.
create function belongs_to(p_account uuid, p_parties text[]) returns boolean
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select exists (select 1 from account a where a.id = p_account and a.party = any (p_parties))
            or exists (select 1 from agency_staff s join registration_agency g on g.id = s.agency_id
                where s.account_id = p_account and s.left_on is null
                    and (g.operator_code = any (p_parties) or s.employer_code = any (p_parties)))
    $$;

create function approval_signature_guard() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    declare
        one approval_case;
        person uuid;
    begin
        -- Whoever signs waits for whoever signs the same case; the step is read after that.
        select * into one from approval_case c where c.id = new.case_id for update;
        if one.state is distinct from 'OPEN' or not exists (select 1 from approval_step s
                where s.case_id = new.case_id and s.number = new.step and s.state = 'OPEN' and s.round = new.round) then
            raise exception 'case % is not at step % (round %)', new.case_id, new.step, new.round
                using errcode = '23514', constraint = 'approval_not_at_step';
        end if;
        foreach person in array new.account || new.acts_for loop
            if person = one.initiator or person = any (one.excluded) or belongs_to(person, one.parties) then
                raise exception 'account % may not sign case %, nor may anybody in its place', person, new.case_id
                    using errcode = '23514', constraint = 'approval_excluded';
            end if;
        end loop;
        if one.kind = 'PAYMENT' and exists (select 1 from approval_signature g
                join approval_step s on s.case_id = g.case_id and s.number = g.step and s.round = g.round
                where g.case_id = new.case_id and g.step <> new.step
                    and (g.account || g.acts_for) && (new.account || new.acts_for)) then
            raise exception 'account % or whom it acts for has signed another step of payment %', new.account, new.case_id
                using errcode = '23514', constraint = 'approval_one_step_each';
        end if;
        return new;
    end $$;
-- After the row, so that a wall that refuses it is met first.
create trigger guard after insert on approval_signature for each row execute function approval_signature_guard();

create function approval_end_guard() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    begin
        if old.state <> 'OPEN' then
            raise exception 'case % has ended', old.id using errcode = '23514', constraint = 'approval_ends_once';
        end if;
        if new.state = 'APPROVED' and (
                exists (select 1 from approval_step s where s.case_id = new.id and s.state <> 'PASSED')
                or (new.kind = 'PAYMENT' and (select count(distinct g.account) from approval_signature g
                    join approval_step s on s.case_id = g.case_id and s.number = g.step and s.round = g.round
                    where g.case_id = new.id and g.verdict = 'APPROVE') < 2)) then
            raise exception 'case % lacks signatures', new.id using errcode = '23514', constraint = 'approval_lacks_signatures';
        end if;
        return new;
    end $$;
create trigger guard before update on approval_case for each row execute function approval_end_guard();

-- Officers who hold a role at a tenant, wherever their accounts are kept: asked within the tenant, or for one above it.
create function officers_of(p_tenant int) returns table (account uuid, name_zh text, name_en text, roles text[])
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select a.id, a.display_name, a.display_name_en, array_agg(g.role order by g.role)
        from role_grant g join account a on a.id = g.account_id
        where g.tenant = p_tenant and g.role <> 'APPLICANT' and (p_tenant between app_low() and app_high()
            or exists (select 1 from tenant t where t.code = p_tenant and t.code <= app_low() and t.upper_code >= app_high()))
        group by a.id
    $$;

-- ---------------------------------------------------------------- walls
do $$
declare
    t text;
begin
    foreach t in array array['approval_chain', 'approval_rail', 'approval_case', 'approval_step', 'approval_signer',
            'approval_signature', 'approval_event', 'approval_absence'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        execute format('create policy division on %I to longji_app using (tenant between app_low() and app_high()) '
                'with check (tenant between app_low() and app_high())', t);
    end loop;
    -- Chains and rails hold for whoever lies below.
    foreach t in array array['approval_chain', 'approval_rail'] loop
        execute format('create policy inherited on %I for select to longji_app using (tenant <= app_low() and upper_code >= app_high())', t);
    end loop;
    foreach t in array array['approval_chain', 'approval_rail', 'approval_signer', 'approval_signature', 'approval_event',
            'approval_absence'] loop
        execute format('create policy party on %I as restrictive to longji_app using (app_party() is null) '
                'with check (app_party() is null)', t);
    end loop;
    -- What was handed up is seen where it was handed to.
    foreach t in array array['approval_step', 'approval_signer', 'approval_signature', 'approval_event'] loop
        execute format('create policy reached on %I for select to longji_app using (exists (select 1 from approval_case c '
                'where c.id = case_id and c.reach between app_low() and app_high()))', t);
    end loop;
end $$;
create policy reached on approval_case for select to longji_app using (reach between app_low() and app_high());
-- An applicant sees how its own case stands, and nobody who signs it.
create policy party on approval_case as restrictive to longji_app
    using (app_party() is null or app_party() = any (parties)) with check (app_party() is null);
create policy party on approval_step as restrictive to longji_app
    using (app_party() is null or exists (select 1 from approval_case c where c.id = case_id)) with check (app_party() is null);

grant select, insert, update, delete on approval_chain, approval_rail to longji_app;
grant select, insert on approval_case, approval_step, approval_signer, approval_signature, approval_event, approval_absence to longji_app;
grant update (state, reach, ended_at) on approval_case to longji_app;
grant update (position, state, round, needed, pool, opened_at, due_on, overdue_at, escalated_to, escalated_role) on approval_step to longji_app;
-- Only whom a step was handed to is ever replaced, by another one.
grant update (account, account_name) on approval_signer to longji_app;
grant update (ended_at) on approval_absence to longji_app;
