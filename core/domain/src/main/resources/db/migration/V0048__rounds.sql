-- Rounds (兑现批次): what a tenant owes by one of the measures it bears the cost of, taken from answer to notice. Items are frozen when the
-- round opens: the decision's text is kept, and what is decided later is a difference, never a change of the round.
create table payment_round (
    id              uuid primary key,
    tenant          int not null references tenant,
    -- Whose budget it draws on.
    year            int not null check (year between 2000 and 2100),
    policy_id       text not null,
    policy_tenant   int not null,
    number          int not null,
    title_zh        text not null,
    title_en        text not null,
    track           text not null check (track in ('AUTOMATIC', 'ONE_CLICK', 'CLAIM')),
    allocation      text not null check (allocation in ('FIRST_COME', 'PRO_RATA', 'RANKING')),
    status          text not null check (status in ('FREEZING', 'ANSWERS', 'REVIEW', 'NOTICE', 'APPROVAL', 'PAYMENT', 'CLOSED', 'CANCELLED')),
    -- Decisions about years from this one on.
    first_year      int not null,
    -- Instalments due up to this day.
    cut_off         date not null,
    answer_until    date not null,
    notice_days     int not null check (notice_days between 1 and 60),
    notice_basis    text not null,
    -- SHA-256 over the frozen items in their order.
    frozen_hash     text,
    frozen_at       timestamptz,
    reason          text,
    opened_by_id    uuid not null,
    opened_by       text not null,
    opened_at       timestamptz not null,
    approval_id     uuid,
    version         int not null default 1,
    unique (tenant, policy_id, year, number),
    check ((frozen_at is null) = (frozen_hash is null)),
    check (status <> 'CANCELLED' or reason is not null)
);
create index payment_round_tenant on payment_round (tenant, opened_at desc, id);

-- The text of a frozen decision, once however many rounds hold it.
create table frozen_decision (
    tenant  int not null references tenant,
    hash    text not null,
    record  text not null,
    primary key (tenant, hash)
);

create table round_item (
    id                  uuid primary key,
    tenant              int not null references tenant,
    round_id            uuid not null references payment_round,
    -- From one, by the day the case turned on and its number: the order in which they came.
    ordinal             int not null,
    entitlement_id      uuid not null references entitlement,
    contract_id         uuid,
    -- Registration number of the contract, credit code of an applicant's year.
    number              text not null,
    subject             text not null,
    about_year          int not null,
    beneficiary_code    text not null,
    beneficiary_name    text not null,
    beneficiary_kind    text not null,
    record_hash         text not null,
    -- What the tenant owed by the decision and had not taken up in an earlier round.
    due                 numeric(18, 2) not null check (due > 0),
    -- What the budget gave it; absent until it was shared out.
    allocated           numeric(18, 2) check (allocated between 0 and due),
    status              text not null check (status in
        ('CANDIDATE', 'CLAIMED', 'DECLINED', 'LAPSED', 'PASSED', 'EXCLUDED', 'UNFUNDED', 'LISTED', 'STOPPED', 'APPROVED', 'PAID', 'DROPPED')),
    -- Why it waits although its turn has come.
    hold                text check (hold in ('OBJECTION', 'CREDIT', 'FINDING', 'OFFICER')),
    reason              text,
    reviewed_by_id      uuid,
    reviewed_by         text,
    reviewed_at         timestamptz,
    unique (round_id, ordinal),
    unique (round_id, entitlement_id),
    check (status not in ('LISTED', 'STOPPED', 'APPROVED', 'PAID') or allocated > 0)
);
create index round_item_status on round_item (round_id, status, ordinal);
create index round_item_entitlement on round_item (entitlement_id, tenant);
create index round_item_beneficiary on round_item (beneficiary_code, round_id);

-- What counts as taken up: the tenant does not owe it a second time.
create function takes_up(status text, due numeric, allocated numeric) returns numeric
    language sql immutable parallel safe
    as $$ select case when status in ('DECLINED', 'LAPSED', 'EXCLUDED', 'UNFUNDED', 'STOPPED', 'DROPPED') then 0 else coalesce(allocated, due) end $$;

-- What of a decision one tenant owes up to a day. Shared cost and instalments stand in the record; of instalments that are due
-- the tenant owes its share of their sum, rounded down, so that with the last one it has paid its whole share and no fen more.
create function owed_by(record jsonb, tenant int, policy_tenant int, year int, day date) returns numeric
    language sql immutable parallel safe
    as $$
        with whole as (
            select (record #>> '{outcome,entitledAmount}')::numeric as amount
        ), share as (
            select case when jsonb_array_length(coalesce(record #> '{host,bearers}', '[]')) = 0
                then case when tenant = policy_tenant then w.amount else 0 end
                else coalesce((select sum((record #>> array['outcome', 'borne', (b.position - 1)::text])::numeric)
                    from jsonb_array_elements(record #> '{host,bearers}') with ordinality as b(bearer, position)
                    where (b.bearer ->> 'tenant')::int = tenant), 0) end as amount
            from whole w
        ), reached as (
            select case when jsonb_array_length(coalesce(record #> '{host,instalments}', '[]')) = 0 then w.amount
                else coalesce((select sum((record #>> array['outcome', 'instalments', (i.position - 1)::text])::numeric)
                    from jsonb_array_elements(record #> '{host,instalments}') with ordinality as i(instalment, position)
                    where case when i.instalment ? 'dueOn' then (i.instalment ->> 'dueOn')::date <= day
                        else (i.instalment ->> 'dueYear')::int <= year end), 0) end as amount
            from whole w
        )
        select case when r.amount = w.amount or w.amount = 0 then s.amount
            else trunc(s.amount * r.amount / w.amount, 2) end
        from whole w, share s, reached r
    $$;

-- How the passed items of a round that nothing holds up share what is left, to the fen: in order the last one that gets anything gets the
-- rest; in proportion each is rounded down, and the fen left over go to the largest remainders, of equal ones to the earlier item.
create function share_out(p_round uuid, p_allocation text, p_left numeric) returns table (item_id uuid, given numeric)
    language sql stable
    as $$
        with passed as (
            select i.id, i.ordinal, i.due, sum(i.due) over () as total,
                sum(i.due) over (order by case when p_allocation = 'RANKING' then -i.due end, i.ordinal rows unbounded preceding) - i.due as before
            from round_item i where i.round_id = p_round and i.status = 'PASSED' and i.hold is null
        ), cut as (
            select p.*, trunc(p.due * least(p_left, p.total) / p.total, 2) as floor,
                p.due * least(p_left, p.total) - trunc(p.due * least(p_left, p.total) / p.total, 2) * p.total as remainder
            from passed p
        ), ranked as (
            select c.*, row_number() over (order by c.remainder desc, c.ordinal) as rank,
                (least(p_left, c.total) - sum(c.floor) over ()) * 100 as fen
            from cut c
        )
        select r.id, case when p_allocation = 'PRO_RATA' then r.floor + case when r.rank <= r.fen then 0.01 else 0 end
            else greatest(least(r.due, p_left - r.before), 0) end
        from ranked r
    $$;

-- What the beneficiary says to its item. It is the applicant's row: officers read it.
create table round_claim (
    item_id             uuid primary key references round_item,
    tenant              int not null references tenant,
    beneficiary_code    text not null,
    agreed              boolean not null,
    payee               text,
    bank                text,
    account             text,
    statement           text,
    claimed_by_id       uuid not null,
    claimed_by          text not null,
    claimed_at          timestamptz not null,
    check (not agreed or (payee is not null and bank is not null and account is not null))
);

-- The evidence that goes with a claim.
create table round_evidence (
    id          uuid primary key,
    tenant      int not null references tenant,
    item_id     uuid not null references round_item,
    beneficiary_code text not null,
    name        text not null,
    media_type  text not null,
    sha256      text not null,
    content     bytea not null,
    uploaded_by text not null,
    uploaded_at timestamptz not null,
    unique (item_id, sha256)
);

-- What the house signs published lists with. Kept for good: a list is checked years later.
create table seal_key (
    kid         text primary key,
    private_key text not null,
    public_key  text not null,
    created_at  timestamptz not null
);
grant select, insert on seal_key to longji_app;

-- Public notices (公示): what is going to be paid, as it was published.
create table public_notice (
    id              uuid primary key,
    tenant          int not null references tenant,
    round_id        uuid not null unique references payment_round,
    title_zh        text not null,
    title_en        text not null,
    basis           text not null,
    -- The last day counts: objections are received up to its end.
    published_on    date not null,
    until_day       date not null,
    working_days    int not null,
    items           int not null,
    total           numeric(18, 2) not null,
    -- SHA-256 over the lines in their order, and the house's signature over that.
    list_hash       text not null,
    signature       text not null,
    published_by_id uuid not null,
    published_by    text not null,
    published_at    timestamptz not null,
    ended_at        timestamptz
);
create table notice_line (
    notice_id       uuid not null references public_notice,
    ordinal         int not null,
    tenant          int not null references tenant,
    item_id         uuid not null unique references round_item,
    beneficiary     text not null,
    subject         text not null,
    amount          numeric(18, 2) not null check (amount > 0),
    primary key (notice_id, ordinal)
);

-- What a line says, as it enters the hash of the list; the two texts with their lengths, so that no two lists read the same.
create function notice_text(ordinal int, beneficiary text, subject text, amount numeric) returns text
    language sql immutable parallel safe
    as $$ select ordinal || '|' || octet_length(beneficiary) || ':' || beneficiary || '|' || octet_length(subject) || ':' || subject || '|' || amount $$;

create table objection (
    id              uuid primary key,
    tenant          int not null references tenant,
    notice_id       uuid not null references public_notice,
    item_id         uuid not null references round_item,
    -- Who objects, and how to reach them: for the officers of the tenant alone.
    objector        text not null check (length(objector) between 1 and 100),
    contact         text not null check (length(contact) between 1 and 200),
    text            text not null check (length(text) between 1 and 2000),
    raised_at       timestamptz not null,
    upheld          boolean,
    reason          text,
    decided_by_id   uuid,
    decided_by      text,
    decided_at      timestamptz,
    check ((upheld is null) = (decided_by_id is null) and (upheld is null) = (decided_at is null) and (upheld is null) = (reason is null))
);
create index objection_notice on objection (notice_id, raised_at);
create index objection_open on objection (tenant, raised_at) where upheld is null;
create index objection_item on objection (item_id) where upheld is null;

do $$
declare
    t text;
begin
    foreach t in array array['payment_round', 'frozen_decision', 'round_item', 'round_claim', 'round_evidence', 'public_notice', 'notice_line', 'objection'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        execute format('create policy division on %I to longji_app using (tenant between app_low() and app_high()) '
                'with check (tenant between app_low() and app_high())', t);
    end loop;
    foreach t in array array['frozen_decision', 'public_notice', 'notice_line', 'objection'] loop
        execute format('create policy party on %I as restrictive to longji_app using (app_party() is null) with check (app_party() is null)', t);
    end loop;
    -- A beneficiary sees its own items wherever they are paid, and writes what it says to them.
    foreach t in array array['round_item', 'round_claim', 'round_evidence'] loop
        execute format('create policy party on %I as restrictive to longji_app using (app_party() is null or beneficiary_code = app_party()) '
                'with check (app_party() is null or beneficiary_code = app_party())', t);
        execute format('create policy own on %I for select to longji_app using (beneficiary_code = app_party())', t);
    end loop;
end $$;
create policy party on payment_round as restrictive to longji_app
    using (app_party() is null or exists (select 1 from round_item i where i.round_id = payment_round.id));
create policy own on payment_round for select to longji_app
    using (app_party() is not null and exists (select 1 from round_item i where i.round_id = payment_round.id));
-- Items belong to officers: a beneficiary writes none.
create policy officers on round_item as restrictive for insert to longji_app with check (app_party() is null);
create policy officers_change on round_item as restrictive for update to longji_app using (app_party() is null);

-- Whether a beneficiary may still say something to an item: its own, in a round that waits for answers.
create function may_answer(p_item uuid, p_tenant int) returns boolean
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select exists (select 1 from round_item i join payment_round r on r.id = i.round_id
            where i.id = p_item and i.tenant = p_tenant and i.beneficiary_code = app_party() and r.status = 'ANSWERS' and i.status = 'CANDIDATE')
    $$;
create policy answer on round_claim for insert to longji_app with check (may_answer(item_id, tenant));
create policy answer_again on round_claim for update to longji_app using (may_answer(item_id, tenant)) with check (may_answer(item_id, tenant));
create policy applicants on round_claim as restrictive for insert to longji_app with check (app_party() is not null and may_answer(item_id, tenant));
create policy applicants_again on round_claim as restrictive for update to longji_app
    using (app_party() is not null and may_answer(item_id, tenant)) with check (app_party() is not null and may_answer(item_id, tenant));
create policy answer on round_evidence for insert to longji_app with check (may_answer(item_id, tenant));
create policy applicants on round_evidence as restrictive for insert to longji_app with check (app_party() is not null and may_answer(item_id, tenant));
create policy removal on round_evidence for delete to longji_app using (may_answer(item_id, tenant));
create policy applicants_delete on round_evidence as restrictive for delete to longji_app using (app_party() is not null and may_answer(item_id, tenant));

-- An objection is decided once, by somebody who neither published the list nor let the item pass.
create policy open on objection as restrictive for update to longji_app using (upheld is null) with check (true);
create function objection_other_officer() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    begin
        if exists (select 1 from public_notice n where n.id = new.notice_id and n.published_by_id = new.decided_by_id)
                or exists (select 1 from round_item i where i.id = new.item_id and i.reviewed_by_id = new.decided_by_id) then
            raise exception 'objection decided by an officer of the case' using errcode = '23514', constraint = 'objection_other_officer';
        end if;
        return null;
    end $$;
create constraint trigger objection_other_officer after update on objection
    for each row when (new.decided_by_id is not null) execute function objection_other_officer();

grant select, insert, update on payment_round, round_item, public_notice to longji_app;
grant select, insert on frozen_decision, notice_line to longji_app;
grant select, insert, update on round_claim to longji_app;
grant select, insert, delete on round_evidence to longji_app;
grant select, update on objection to longji_app;

-- ---------------------------------------------------------------- what everybody may see, without signing in
create function published_notices(p_tenant int, p_before timestamptz, p_limit int)
        returns table (id uuid, tenant int, tenant_zh text, tenant_en text, title_zh text, title_en text, basis text, published_on date, until_day date,
            working_days int, items int, total numeric, list_hash text, signature text, published_at timestamptz, ended_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select n.id, n.tenant, t.name_zh, t.name_en, n.title_zh, n.title_en, n.basis, n.published_on, n.until_day, n.working_days, n.items, n.total,
            n.list_hash, n.signature, n.published_at, n.ended_at
        from public_notice n join tenant t on t.code = n.tenant
        where (p_tenant is null or n.tenant = p_tenant) and (p_before is null or n.published_at < p_before)
        order by n.published_at desc, n.id limit least(p_limit, 200)
    $$;
create function published_notice(p_id uuid)
        returns table (id uuid, tenant int, tenant_zh text, tenant_en text, title_zh text, title_en text, basis text, published_on date, until_day date,
            working_days int, items int, total numeric, list_hash text, signature text, published_at timestamptz, ended_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select n.id, n.tenant, t.name_zh, t.name_en, n.title_zh, n.title_en, n.basis, n.published_on, n.until_day, n.working_days, n.items, n.total,
            n.list_hash, n.signature, n.published_at, n.ended_at
        from public_notice n join tenant t on t.code = n.tenant where n.id = p_id
    $$;
create function published_lines(p_notice uuid, p_after int, p_limit int)
        returns table (ordinal int, beneficiary text, subject text, amount numeric)
    language sql stable security definer set search_path = pg_catalog, public
    as $$
        select l.ordinal, l.beneficiary, l.subject, l.amount from notice_line l
        where l.notice_id = p_notice and l.ordinal > p_after order by l.ordinal limit p_limit
    $$;
-- Anybody objects to one line of a notice that still runs; the item waits until an officer has decided. Says nothing about anything else.
create function raise_objection(p_id uuid, p_notice uuid, p_ordinal int, p_objector text, p_contact text, p_text text, p_at timestamptz, p_today date) returns int
    language plpgsql security definer set search_path = pg_catalog, public
    as $$
    declare
        line record;
    begin
        select l.item_id, l.tenant into line from notice_line l join public_notice n on n.id = l.notice_id
            where l.notice_id = p_notice and l.ordinal = p_ordinal and n.ended_at is null and n.until_day >= p_today;
        if line is null then
            return null;
        end if;
        -- Nobody can bury an officer in papers about one line.
        if (select count(*) from objection o where o.item_id = line.item_id and o.upheld is null) >= 20 then
            return -1;
        end if;
        insert into objection (id, tenant, notice_id, item_id, objector, contact, text, raised_at)
            values (p_id, line.tenant, p_notice, line.item_id, p_objector, p_contact, p_text, p_at);
        update round_item i set hold = 'OBJECTION' where i.id = line.item_id and i.status = 'LISTED';
        return line.tenant;
    end $$;
