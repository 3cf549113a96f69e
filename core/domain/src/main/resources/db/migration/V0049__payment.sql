-- Payments (拨付): what a round approved leaves the house in batches, as files for the bank, and what the bank says comes back. Money
-- moves when a payment's status does, in the same statement; nothing else moves it.
create table payment_batch (
    id              uuid primary key,
    tenant          int not null references tenant,
    round_id        uuid not null references payment_round,
    -- From one, within the round.
    number          int not null check (number > 0),
    status          text not null check (status in ('PREPARED', 'SENT', 'SETTLED', 'CANCELLED')),
    payments        int not null check (payments > 0),
    total           numeric(18, 2) not null check (total > 0),
    -- The account it is paid from.
    payer           text not null,
    payer_bank      text not null,
    payer_account   text not null,
    -- The day the bank is asked to pay on.
    execution_day   date not null,
    -- SHA-256 of the batch's files; absent only while the batch is being written.
    csv_hash        text,
    xml_hash        text,
    prepared_by_id  uuid not null,
    prepared_by     text not null,
    prepared_at     timestamptz not null,
    sent_by         text,
    sent_at         timestamptz,
    settled_at      timestamptz,
    cancelled_by    text,
    cancelled_at    timestamptz,
    reason          text,
    unique (round_id, number),
    check ((status in ('SENT', 'SETTLED')) = (sent_at is not null)),
    check ((status = 'SETTLED') = (settled_at is not null)),
    check ((status = 'CANCELLED') = (cancelled_at is not null and reason is not null))
);
create index payment_batch_tenant on payment_batch (tenant, prepared_at desc, id);

create table payment (
    id               uuid primary key,
    tenant           int not null references tenant,
    batch_id         uuid not null references payment_batch,
    round_id         uuid not null references payment_round,
    item_id          uuid not null references round_item,
    -- From one: another attempt only after the bank said no, or gave the money back.
    attempt          int not null check (attempt between 1 and 999),
    -- By which the bank tells two payments apart; the same item and attempt have the same one for ever.
    end_to_end_id    text not null generated always as
        ('LJ' || upper(substr(encode(sha256(uuid_send(item_id) || int4send(attempt)), 'hex'), 1, 32))) stored unique,
    -- Place in the batch, from one.
    position         int not null check (position > 0),
    amount           numeric(18, 2) not null check (amount > 0),
    beneficiary_code text not null,
    payee            text not null,
    bank             text not null,
    account          text not null check (account ~ '^[0-9]{8,32}$'),
    purpose          text not null,
    -- CANCELLED: its batch was withdrawn before it was sent; the bank never heard of it.
    status           text not null check (status in ('READY', 'SENT', 'SUCCEEDED', 'FAILED', 'RETURNED', 'CANCELLED')),
    -- The bank's words, its own number and its day.
    bank_reason      text,
    bank_reference   text,
    bank_day         date,
    settled_at       timestamptz,
    unique (item_id, attempt),
    unique (batch_id, position)
);
-- Nobody is paid twice: one payment at most of an item is on its way or has arrived.
create unique index payment_live on payment (item_id) where status in ('READY', 'SENT', 'SUCCEEDED');
create index payment_status on payment (batch_id, status);
create index payment_round_status on payment (round_id, status);
create index payment_beneficiary on payment (beneficiary_code, tenant);
create index payment_account on payment (tenant, account);
create index payment_tenant on payment (tenant, id);
-- An account as its digits, however it was written.
create function account_digits(p_account text) returns text
    language sql immutable parallel safe
    as $$ select regexp_replace(normalize(p_account, NFKC), '[[:space:]-]', '', 'g') $$;
create index round_claim_account on round_claim (tenant, account_digits(account));

-- Another account than the claim says, because the bank refused that one or the beneficiary wrote in: entered by one officer, confirmed by
-- another.
create table payee_account (
    id              uuid primary key,
    tenant          int not null references tenant,
    item_id         uuid not null references round_item,
    payee           text not null,
    bank            text not null,
    account         text not null,
    -- The paper it rests on.
    document        text not null,
    confirmed       boolean,
    entered_by_id   uuid not null,
    entered_by      text not null,
    entered_at      timestamptz not null,
    decided_by_id   uuid,
    decided_by      text,
    decided_at      timestamptz,
    constraint payee_account_second_person check (decided_by_id <> entered_by_id),
    check ((confirmed is null) = (decided_by_id is null) and (confirmed is null) = (decided_at is null))
);
create unique index payee_account_open on payee_account (item_id) where confirmed is null;
create index payee_account_item on payee_account (item_id, decided_at desc);

-- 失信名单: who is paid nothing for the time being. Seen by the tenant and everything below it.
create table credit_listing (
    id               uuid primary key,
    tenant           int not null references tenant,
    upper_code       int not null,
    beneficiary_code text not null,
    name             text not null,
    source           text not null,
    document         text not null,
    listed_from      date not null,
    -- The last day counts; open where nobody knows.
    listed_until     date check (listed_until >= listed_from),
    entered_by       text not null,
    entered_at       timestamptz not null,
    -- Taken off before its time.
    lifted_by        text,
    lifted_at        timestamptz,
    lift_reason      text,
    unique (tenant, beneficiary_code, source, document, listed_from),
    check ((lifted_at is null) = (lift_reason is null) and (lifted_at is null) = (lifted_by is null))
);
create index credit_listing_beneficiary on credit_listing (beneficiary_code);

-- Why an item waits, found when its batch was prepared or said by an officer; lifted with a reason by somebody else.
create table payment_hold (
    id              uuid primary key,
    tenant          int not null references tenant,
    item_id         uuid not null references round_item,
    check_code      text not null check (check_code in ('NO_ACCOUNT', 'NAME_DIFFERS', 'NAME_UNUSABLE', 'ACCOUNT_FORMAT', 'CARD_NUMBER',
        'ACCOUNT_SHARED', 'ACCOUNT_CHANGED', 'CREDIT_LISTED', 'OFFICER')),
    detail_zh       text not null,
    detail_en       text not null,
    -- What exactly was found: once lifted, the same finding holds nothing a second time, another one does.
    fingerprint     text not null,
    set_by_id       uuid not null,
    set_by          text not null,
    set_at          timestamptz not null,
    lifted_by_id    uuid,
    lifted_by       text,
    lifted_at       timestamptz,
    lift_reason     text,
    unique (item_id, fingerprint),
    constraint payment_hold_second_person check (lifted_by_id <> set_by_id),
    check ((lifted_by_id is null) = (lifted_at is null) and (lifted_by_id is null) = (lift_reason is null))
);
create index payment_hold_open on payment_hold (tenant, set_at, id) where lifted_at is null;

-- What the bank said, as it said it. The same bytes twice are one report.
create table bank_report (
    id              uuid primary key,
    tenant          int not null references tenant,
    hash            text not null,
    format          text not null check (format in ('PAIN_002', 'CSV', 'API')),
    name            text not null,
    lines           int not null default 0,
    applied         int not null default 0,
    unchanged       int not null default 0,
    mismatches      int not null default 0,
    taken_by        text not null,
    taken_at        timestamptz not null,
    unique (tenant, hash)
);
create index bank_report_tenant on bank_report (tenant, taken_at desc, id);

-- Where the bank's word and ours differ; a person looks into each.
create table bank_mismatch (
    id              uuid primary key,
    tenant          int not null references tenant,
    report_id       uuid not null references bank_report,
    line            int not null,
    kind            text not null check (kind in ('UNKNOWN_ID', 'WRONG_AMOUNT', 'CONTRADICTION', 'DUPLICATE_LINE', 'NOT_READABLE')),
    end_to_end_id   text not null,
    payment_id      uuid references payment,
    said_status     text,
    said_amount     numeric(18, 2),
    said_reason     text,
    our_status      text,
    our_amount      numeric(18, 2),
    -- Whether the bank turned out to be right, so that the payment took the status it said.
    accepted        boolean,
    closed_by_id    uuid,
    closed_by       text,
    closed_at       timestamptz,
    reason          text,
    check ((closed_at is null) = (reason is null) and (closed_at is null) = (accepted is null) and (closed_at is null) = (closed_by_id is null))
);
create index bank_mismatch_open on bank_mismatch (tenant, report_id, line) where closed_at is null;
create index bank_mismatch_payment on bank_mismatch (payment_id);

do $$
declare
    t text;
begin
    foreach t in array array['payment_batch', 'payment', 'payee_account', 'credit_listing', 'payment_hold', 'bank_report', 'bank_mismatch'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        execute format('create policy division on %I to longji_app using (tenant between app_low() and app_high()%s) '
                'with check (tenant between app_low() and app_high())', t,
            case t when 'credit_listing' then ' or (tenant <= app_low() and upper_code >= app_high())' else '' end);
    end loop;
    foreach t in array array['payment_batch', 'payee_account', 'credit_listing', 'payment_hold', 'bank_report', 'bank_mismatch'] loop
        execute format('create policy party on %I as restrictive to longji_app using (app_party() is null) with check (app_party() is null)', t);
    end loop;
end $$;
-- A beneficiary sees what was paid to it, wherever that was; officers alone write.
create policy party on payment as restrictive to longji_app using (app_party() is null or beneficiary_code = app_party())
    with check (app_party() is null);
create policy own on payment for select to longji_app using (beneficiary_code = app_party());
create policy officers_change on payment as restrictive for update to longji_app using (app_party() is null);
-- What is seen from above is changed above alone.
create policy own_rows on credit_listing as restrictive for update to longji_app using (tenant between app_low() and app_high());

-- Only what the bank can change is changeable; who, how much and where to stays as it was sent.
grant select, insert on payment_batch, payment, payee_account, credit_listing, payment_hold, bank_report, bank_mismatch to longji_app;
grant update (status, csv_hash, xml_hash, sent_by, sent_at, settled_at, cancelled_by, cancelled_at, reason) on payment_batch to longji_app;
grant update (status, bank_reason, bank_reference, bank_day, settled_at) on payment to longji_app;
grant update (confirmed, decided_by_id, decided_by, decided_at) on payee_account to longji_app;
grant update (lifted_by, lifted_at, lift_reason) on credit_listing to longji_app;
grant update (lifted_by_id, lifted_by, lifted_at, lift_reason) on payment_hold to longji_app;
grant update (lines, applied, unchanged, mismatches) on bank_report to longji_app;
grant update (accepted, closed_by_id, closed_by, closed_at, reason) on bank_mismatch to longji_app;
-- What was decided or closed stays so.
create policy undecided on payee_account as restrictive for update to longji_app using (confirmed is null) with check (true);
create policy unlifted on payment_hold as restrictive for update to longji_app using (lifted_at is null) with check (true);
create policy unlisted on credit_listing as restrictive for update to longji_app using (lifted_at is null) with check (true);
create policy unclosed on bank_mismatch as restrictive for update to longji_app using (closed_at is null) with check (true);

-- What of an item was set off against a debt of its beneficiary, so that the bank pays that much less.
create function item_offset(p_item uuid) returns numeric
    language sql stable security definer set search_path = pg_catalog, public
    as $$ select 0::numeric $$;

-- ---------------------------------------------------------------- the walls around a payment
create function refuse_payment(p_constraint text, p_item uuid) returns void
    language plpgsql
    as $$ begin raise exception 'payment of item % refused: %', p_item, p_constraint using errcode = '23514', constraint = p_constraint; end $$;

-- After the row, so that the walls between tenants speak first. The items stay locked until the transaction ends: no hold, offset or
-- other payment comes between.
create function payment_made() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    declare
        wrong record;
    begin
        perform 1 from round_item i where i.id in (select m.item_id from made m) order by i.id for update;
        select m.item_id,
            case
                when m.status <> 'READY' then 'payment_begins_ready'
                when i.tenant <> m.tenant or b.tenant <> m.tenant or b.round_id <> i.round_id or m.round_id <> i.round_id
                    or i.beneficiary_code <> m.beneficiary_code then 'payment_of_its_item'
                when b.status <> 'PREPARED' or b.xml_hash is not null then 'payment_batch_open'
                when r.status <> 'PAYMENT' or i.status <> 'APPROVED' then 'payment_item_approved'
                when i.hold is not null then 'payment_item_held'
                when m.amount <> i.allocated - item_offset(i.id) then 'payment_amount'
                when m.attempt <> (select count(*) from payment p where p.item_id = i.id) then 'payment_attempt'
                when exists (select 1 from payment p join bank_mismatch w on w.payment_id = p.id
                    where p.item_id = i.id and w.closed_at is null) then 'payment_mismatch_open'
            end as why
            into wrong
        from made m
        join round_item i on i.id = m.item_id
        join payment_round r on r.id = i.round_id
        join payment_batch b on b.id = m.batch_id
        where m.status <> 'READY' or i.tenant <> m.tenant or b.tenant <> m.tenant or b.round_id <> i.round_id
            or m.round_id <> i.round_id or i.beneficiary_code <> m.beneficiary_code or b.status <> 'PREPARED' or b.xml_hash is not null or r.status <> 'PAYMENT'
            or i.status <> 'APPROVED' or i.hold is not null or m.amount <> i.allocated - item_offset(i.id)
            or m.attempt <> (select count(*) from payment p where p.item_id = i.id)
            or exists (select 1 from payment p join bank_mismatch w on w.payment_id = p.id where p.item_id = i.id and w.closed_at is null)
        limit 1;
        if found then
            perform refuse_payment(wrong.why, wrong.item_id);
        end if;
        return null;
    end $$;
create trigger payment_made after insert on payment referencing new table as made for each statement execute function payment_made();

-- READY → SENT → SUCCEEDED | FAILED, SUCCEEDED → RETURNED, READY → CANCELLED. A failure becomes a success only where an officer closed the
-- bank's contradiction in the bank's favour.
create function payment_step() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    begin
        if (old.status, new.status) not in (('READY', 'SENT'), ('READY', 'CANCELLED'), ('SENT', 'SUCCEEDED'), ('SENT', 'FAILED'),
                ('SUCCEEDED', 'RETURNED'))
            and not ((old.status, new.status) = ('FAILED', 'SUCCEEDED')
                and exists (select 1 from bank_mismatch w where w.payment_id = new.id and w.accepted and w.said_status = 'SUCCEEDED')) then
            perform refuse_payment('payment_step', new.item_id);
        end if;
        return null;
    end $$;
create trigger payment_step after update on payment
    for each row when (old.status is distinct from new.status) execute function payment_step();

-- What a payment's status means for the ledger, the item, the round and the batch.
create function payment_moved() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    declare
        part record;
        wrong uuid;
    begin
        if not exists (select 1 from after a join before b on b.id = a.id where a.status <> b.status) then
            return null;
        end if;
        perform 1 from round_item i where i.id in (select a.item_id from after a) order by i.id for update;
        select a.item_id into wrong from after a join before b on b.id = a.id join round_item i on i.id = a.item_id
            where a.status = 'SENT' and b.status = 'READY' and (i.status <> 'APPROVED' or i.hold is not null) limit 1;
        if found then
            perform refuse_payment('payment_item_held', wrong);
        end if;
        for part in
            select r.tenant, r.policy_id, r.year, case a.status when 'SUCCEEDED' then 'PAYMENT' else 'BOUNCE' end as kind,
                array_agg('payment:' || a.id order by a.id) as moved, array_agg(a.amount order by a.id) as amounts
            from after a join before b on b.id = a.id
            join payment_round r on r.id = a.round_id
            where a.status <> b.status and a.status in ('SUCCEEDED', 'RETURNED')
            group by 1, 2, 3, 4 order by 1, 2, 3, 4 desc
        loop
            perform budget_post(part.tenant, part.policy_id, part.year, part.kind, part.moved, part.amounts, null, null,
                coalesce(nullif(current_setting('app.actor', true), ''), 'system'));
        end loop;
        update round_item i set status = case a.status when 'SUCCEEDED' then 'PAID' else 'APPROVED' end
            from after a join before b on b.id = a.id
            where i.id = a.item_id and a.status <> b.status and a.status in ('SUCCEEDED', 'RETURNED');
        -- A round whose money came back is not at its end.
        update payment_round r set status = 'PAYMENT', version = r.version + 1
            where r.status = 'CLOSED' and r.id in (select a.round_id from after a where a.status = 'RETURNED');
        update payment_batch t set status = 'SETTLED', settled_at = clock_timestamp()
            where t.status = 'SENT' and t.id in (select a.batch_id from after a where a.status in ('SUCCEEDED', 'FAILED'))
                and not exists (select 1 from payment p where p.batch_id = t.id and p.status in ('READY', 'SENT'));
        return null;
    end $$;
create trigger payment_moved after update on payment referencing old table as before new table as after
    for each statement execute function payment_moved();

-- A batch goes forward only, and its number of payments and their sum are those it says.
create function payment_batch_step() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    begin
        if (old.status, new.status) not in (('PREPARED', 'PREPARED'), ('PREPARED', 'SENT'), ('PREPARED', 'CANCELLED'), ('SENT', 'SETTLED'))
                or (old.xml_hash is not null and (old.xml_hash, old.csv_hash) is distinct from (new.xml_hash, new.csv_hash))
                or (new.status <> 'PREPARED' and new.xml_hash is null) then
            raise exception 'batch % does not go from % to %', new.id, old.status, new.status using errcode = '23514', constraint = 'payment_batch_step';
        end if;
        if old.xml_hash is null and (new.payments, new.total) <>
                (select count(*)::int, sum(p.amount) from payment p where p.batch_id = new.id) then
            raise exception 'batch % is not the sum of its payments', new.id using errcode = '23514', constraint = 'payment_batch_total';
        end if;
        return null;
    end $$;
create trigger payment_batch_step after update on payment_batch for each row execute function payment_batch_step();

-- While money of an item is on its way or has arrived, nothing else becomes of it.
create function item_payment_live() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    begin
        if (new.allocated is distinct from old.allocated or new.status not in ('APPROVED', 'PAID'))
                and (item_offset(new.id) > 0
                    or exists (select 1 from payment p where p.item_id = new.id and p.status in ('READY', 'SENT', 'SUCCEEDED'))) then
            perform refuse_payment('payment_live', new.id);
        end if;
        return null;
    end $$;
create trigger item_payment_live after update on round_item
    for each row when (old.status in ('APPROVED', 'PAID') and (old.status <> new.status or old.allocated is distinct from new.allocated))
    execute function item_payment_live();

-- What a payment office found is let go by its rules alone, whoever else may hold items and let them go.
create function item_hold_kept() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    begin
        if exists (select 1 from payment_hold h where h.item_id = new.id and h.lifted_at is null) then
            perform refuse_payment('payment_hold_open', new.id);
        end if;
        return null;
    end $$;
create trigger item_hold_kept after update on round_item
    for each row when (old.hold is not null and new.hold is null and new.status = 'APPROVED') execute function item_hold_kept();
