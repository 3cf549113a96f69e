-- Recovery (追回): what was paid and is not owed is demanded back, paid back in parts, set off against later awards, or written off by
-- approval. What comes back of the principal returns to the budget it was paid from; interest belongs to no budget.
create table recovery_case (
    id               uuid primary key,
    tenant           int not null references tenant,
    entitlement_id   uuid not null references entitlement,
    policy_id        text not null,
    number           text not null,
    subject          text not null,
    beneficiary_code text not null,
    beneficiary_name text not null,
    ground           text not null check (ground in ('REASSESSED', 'REVOKED', 'FRAUD', 'ERROR')),
    reason           text not null,
    document         text,
    principal        numeric(18, 2) not null check (principal > 0),
    -- The version whose terms say what interest is charged; absent where none is.
    terms_tenant     int,
    terms_version    text,
    -- First day that bears interest.
    interest_from    date not null,
    status           text not null check (status in ('OPEN', 'DEMANDED', 'PLAN', 'SETTLED', 'WRITTEN_OFF')),
    demanded_on      date,
    due_on           date,
    working_days     int check (working_days between 1 and 250),
    basis            text,
    -- Where it is to be paid to, as the demand says.
    pay_to           text,
    -- Principal that does not come back; the interest on it goes with it.
    written_off      numeric(18, 2) check (written_off >= 0),
    approval_id      uuid,
    opened_by_id     uuid not null,
    opened_by        text not null,
    opened_at        timestamptz not null,
    closed_at        timestamptz,
    check ((terms_tenant is null) = (terms_version is null)),
    check (status in ('OPEN', 'SETTLED', 'WRITTEN_OFF') or (demanded_on is not null and due_on is not null)),
    check ((status in ('SETTLED', 'WRITTEN_OFF')) = (closed_at is not null)),
    check ((status = 'WRITTEN_OFF') = (written_off is not null))
);
create unique index recovery_case_open on recovery_case (entitlement_id, tenant) where status in ('OPEN', 'DEMANDED', 'PLAN');
create index recovery_case_tenant on recovery_case (tenant, opened_at desc, id);
create index recovery_case_beneficiary on recovery_case (beneficiary_code);

-- A plan in parts; a new one replaces the last.
create table recovery_instalment (
    case_id          uuid not null references recovery_case,
    plan             int not null check (plan > 0),
    number           int not null check (number > 0),
    tenant           int not null references tenant,
    beneficiary_code text not null,
    due_on           date not null,
    amount           numeric(18, 2) not null check (amount > 0),
    -- Number of the last receipt before the plan was made: what came after it fills the plan.
    after_receipt    int not null,
    primary key (case_id, plan, number)
);

-- What came back: money that arrived, or what was set off against an item.
create table recovery_receipt (
    id               uuid primary key,
    case_id          uuid not null references recovery_case,
    tenant           int not null references tenant,
    beneficiary_code text not null,
    -- From one, in the order they were booked.
    sequence         int not null check (sequence > 0),
    kind             text not null check (kind in ('MONEY', 'OFFSET')),
    -- By which the same money is told from other money: the bank's number, or the item.
    reference        text not null,
    received_on      date not null,
    amount           numeric(18, 2) not null check (amount > 0),
    -- Interest that had accrued since the receipt before, to the fen.
    accrued          numeric(18, 2) not null check (accrued >= 0),
    -- Interest first (民法典第五百六十一条), then principal.
    interest         numeric(18, 2) not null check (interest >= 0),
    principal        numeric(18, 2) not null check (principal >= 0),
    item_id          uuid references round_item,
    booked_by        text not null,
    booked_at        timestamptz not null,
    unique (case_id, reference),
    unique (case_id, sequence),
    check (amount = interest + principal),
    check ((kind = 'OFFSET') = (item_id is not null))
);
create index recovery_receipt_item on recovery_receipt (item_id) where item_id is not null;

-- Which paid item the principal of a receipt comes back from, and so which budget it returns to.
create table recovery_share (
    receipt_id  uuid not null references recovery_receipt,
    item_id     uuid not null references round_item,
    tenant      int not null references tenant,
    amount      numeric(18, 2) not null check (amount > 0),
    primary key (receipt_id, item_id)
);
create index recovery_share_item on recovery_share (item_id);

do $$
declare
    t text;
begin
    foreach t in array array['recovery_case', 'recovery_instalment', 'recovery_receipt', 'recovery_share'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        execute format('create policy division on %I to longji_app using (tenant between app_low() and app_high()) '
                'with check (tenant between app_low() and app_high())', t);
        execute format('grant select, insert on %I to longji_app', t);
    end loop;
    foreach t in array array['recovery_case', 'recovery_instalment', 'recovery_receipt'] loop
        execute format('create policy party on %I as restrictive to longji_app using (app_party() is null or beneficiary_code = app_party()) '
                'with check (app_party() is null)', t);
        execute format('create policy own on %I for select to longji_app using (beneficiary_code = app_party())', t);
    end loop;
end $$;
create policy party on recovery_share as restrictive to longji_app using (app_party() is null) with check (app_party() is null);
create policy officers_change on recovery_case as restrictive for update to longji_app using (app_party() is null);
grant update (status, demanded_on, due_on, working_days, basis, pay_to, written_off, approval_id, closed_at) on recovery_case to longji_app;

create or replace function item_offset(p_item uuid) returns numeric
    language sql stable security definer set search_path = pg_catalog, public
    as $$ select coalesce(sum(r.amount), 0) from recovery_receipt r where r.item_id = p_item $$;

-- What of an item was paid, by the bank and by setting off, and has not come back.
create function item_paid(p_item uuid) returns numeric
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select coalesce((select sum(p.amount) from payment p where p.item_id = p_item and p.status = 'SUCCEEDED'), 0) + item_offset(p_item)
            - coalesce((select sum(s.amount) from recovery_share s where s.item_id = p_item), 0)
    $$;

create function refuse_recovery(p_constraint text, p_id uuid) returns void
    language plpgsql
    as $$ begin raise exception 'recovery % refused: %', p_id, p_constraint using errcode = '23514', constraint = p_constraint; end $$;

-- A receipt never brings back more than is owed. An offset pays its item as the bank would have, within the limits of a payment.
create function recovery_received() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    declare
        debt record;
        part record;
    begin
        select * into debt from recovery_case c where c.id = new.case_id for update;
        if debt.tenant <> new.tenant or debt.beneficiary_code <> new.beneficiary_code or debt.status in ('SETTLED', 'WRITTEN_OFF') then
            perform refuse_recovery('recovery_open', new.case_id);
        end if;
        if (select sum(r.principal) > debt.principal or sum(r.interest) > sum(r.accrued) or count(*) <> max(r.sequence)
                from recovery_receipt r where r.case_id = new.case_id) then
            perform refuse_recovery('recovery_amount', new.case_id);
        end if;
        if new.kind = 'OFFSET' then
            select i.*, r.status as round_status, r.policy_id, r.year into part
                from round_item i join payment_round r on r.id = i.round_id where i.id = new.item_id for update of i;
            if part.status <> 'APPROVED' or part.hold is not null or part.round_status <> 'PAYMENT' or part.tenant <> new.tenant
                    or part.beneficiary_code <> new.beneficiary_code or part.allocated < item_offset(part.id)
                    or exists (select 1 from payment p where p.item_id = part.id and p.status in ('READY', 'SENT', 'SUCCEEDED')) then
                perform refuse_recovery('recovery_offset', new.case_id);
            end if;
            perform budget_post(part.tenant, part.policy_id, part.year, 'PAYMENT', array['offset:' || new.id], array[new.amount], null, null,
                new.booked_by);
            if part.allocated = item_offset(part.id) then
                update round_item i set status = 'PAID' where i.id = part.id;
            end if;
        end if;
        return null;
    end $$;
create trigger recovery_received after insert on recovery_receipt for each row execute function recovery_received();

create function recovery_shared() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    declare
        paid record;
    begin
        select i.tenant, i.entitlement_id, r.policy_id, r.year into paid
            from round_item i join payment_round r on r.id = i.round_id where i.id = new.item_id for update of i;
        if paid.tenant <> new.tenant or item_paid(new.item_id) < 0
                or not exists (select 1 from recovery_receipt r join recovery_case c on c.id = r.case_id
                    where r.id = new.receipt_id and c.tenant = new.tenant and c.entitlement_id = paid.entitlement_id
                        and r.principal >= (select sum(s.amount) from recovery_share s where s.receipt_id = r.id)) then
            perform refuse_recovery('recovery_share', new.receipt_id);
        end if;
        perform budget_post(paid.tenant, paid.policy_id, paid.year, 'RECOVERY', array['recovery:' || new.receipt_id || ':' || new.item_id],
            array[new.amount], null, null, (select r.booked_by from recovery_receipt r where r.id = new.receipt_id));
        return null;
    end $$;
create trigger recovery_shared after insert on recovery_share for each row execute function recovery_shared();

-- At the end of the transaction all principal of a receipt has gone back to a budget.
create function recovery_whole() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    begin
        if new.principal <> (select coalesce(sum(s.amount), 0) from recovery_share s where s.receipt_id = new.id) then
            perform refuse_recovery('recovery_whole', new.id);
        end if;
        return null;
    end $$;
create constraint trigger recovery_whole after insert on recovery_receipt deferrable initially deferred
    for each row execute function recovery_whole();

create function recovery_step() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    begin
        if (old.status, new.status) not in (('OPEN', 'DEMANDED'), ('DEMANDED', 'PLAN'), ('PLAN', 'PLAN'), ('PLAN', 'DEMANDED'),
                ('OPEN', 'SETTLED'), ('DEMANDED', 'SETTLED'), ('PLAN', 'SETTLED'),
                ('OPEN', 'WRITTEN_OFF'), ('DEMANDED', 'WRITTEN_OFF'), ('PLAN', 'WRITTEN_OFF'))
            or (new.status = 'SETTLED' and new.principal <> (select coalesce(sum(r.principal), 0) from recovery_receipt r where r.case_id = new.id)) then
            perform refuse_recovery('recovery_step', new.id);
        end if;
        return null;
    end $$;
create trigger recovery_step after update on recovery_case
    for each row when (old.status is distinct from new.status) execute function recovery_step();

-- What comes back stands between a payment and its return: money that was already given back cannot be returned by the bank once more.
create function payment_returned() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    begin
        if item_paid(new.item_id) < 0 then
            perform refuse_payment('payment_recovered', new.item_id);
        end if;
        return null;
    end $$;
create trigger payment_returned after update on payment
    for each row when (new.status = 'RETURNED' and old.status = 'SUCCEEDED') execute function payment_returned();

-- Writing off is brought to approval as money is: two different officers at least.
do $$
declare
    t text;
begin
    foreach t in array array['approval_chain', 'approval_rail', 'approval_case'] loop
        execute format('alter table %I drop constraint %I, add check (kind in (''PAYMENT'', ''REGISTRATION'', ''REGISTER'', ''WRITE_OFF''))',
            t, t || '_kind_check');
    end loop;
end $$;
create function write_off_end_guard() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    begin
        if (select count(distinct g.account) from approval_signature g
                join approval_step s on s.case_id = g.case_id and s.number = g.step and s.round = g.round
                where g.case_id = new.id and g.verdict = 'APPROVE') < 2 then
            raise exception 'case % lacks signatures', new.id using errcode = '23514', constraint = 'approval_lacks_signatures';
        end if;
        return null;
    end $$;
create trigger write_off_end_guard after update on approval_case
    for each row when (new.kind = 'WRITE_OFF' and new.state = 'APPROVED' and old.state = 'OPEN') execute function write_off_end_guard();
