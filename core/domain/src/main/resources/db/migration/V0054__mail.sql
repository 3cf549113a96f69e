-- What is told by e-mail besides the inbox. An account names an address and confirms it; from then on every message to it is a row to
-- send as well, written by the statement that writes the message. Sending is a job of its own.
create table mail_address (
    account_id      uuid primary key references account on delete cascade,
    -- That keeps the account.
    tenant          int not null references tenant,
    address         text,
    confirmed_at    timestamptz,
    -- The address to confirm, which gets nothing but the code. The code lets nobody in: the account itself has to enter it.
    pending         text,
    code            text,
    code_until      timestamptz,
    code_failures   int not null default 0,
    wants           text not null check (wants in ('NEVER', 'EACH', 'DAILY')),
    language        text not null check (language in ('ZH', 'EN')),
    check (num_nulls(address, confirmed_at) in (0, 2)),
    check (num_nulls(pending, code, code_until) in (0, 3))
);

create table outgoing_mail (
    id          uuid primary key,
    -- Of the message; of a code, that of the account.
    tenant      int not null references tenant,
    account_id  uuid not null references account on delete cascade,
    -- The message it tells of; a mail without one carries the code.
    notice_id   uuid references notice,
    -- Goes with everything else of the day in one mail.
    digest      boolean not null default false,
    -- DROPPED: no longer wanted when its turn came.
    status      text not null default 'WAITING' check (status in ('WAITING', 'SENT', 'FAILED', 'DROPPED')),
    attempts    int not null default 0,
    due_at      timestamptz not null,
    created_at  timestamptz not null,
    ended_at    timestamptz,
    -- What the mail server said to the last attempt.
    failure     text,
    check ((status = 'WAITING') = (ended_at is null)),
    check (status <> 'FAILED' or failure is not null)
);
create index outgoing_mail_due on outgoing_mail (due_at, id) where status = 'WAITING';
create index outgoing_mail_account on outgoing_mail (account_id, created_at desc);
create index outgoing_mail_ended on outgoing_mail (ended_at) where ended_at is not null;

do $$
declare
    t text;
begin
    foreach t in array array['mail_address', 'outgoing_mail'] loop
        execute format('alter table %I enable row level security', t);
        execute format('alter table %I force row level security', t);
        execute format('create policy keeper on %I to current_user using (true) with check (true)', t);
        execute format('create policy division on %I to longji_app '
                'using (tenant between app_low() and app_high() or account_id = app_account()) '
                'with check (tenant between app_low() and app_high() or account_id = app_account())', t);
        -- Whom else a message went to is no applicant's to know.
        execute format('create policy party on %I as restrictive to longji_app '
                'using (app_party() is null) with check (app_party() is null)', t);
    end loop;
end $$;
grant select, insert, update, delete on mail_address, outgoing_mail to longji_app;

-- Which roles carry the capability a message is addressed to, as the application knows them and the database does not.
alter table notice add column roles text[];

-- Digests leave at eight in the morning.
create function next_digest(at timestamptz) returns timestamptz language sql stable parallel safe
    as $$
        select ((d.day + case when (at at time zone 'Asia/Shanghai')::time < time '08:00' then 0 else 1 end) + time '08:00') at time zone 'Asia/Shanghai'
        from (select (at at time zone 'Asia/Shanghai')::date as day) d
    $$;

-- Whoever writes a message may see neither the recipients' accounts nor their addresses, and need not: they may be kept by other tenants.
-- Officers are written to for the tenant in which they hold the role themselves; those above read the inbox.
create function mail_of_notices() returns trigger language plpgsql security definer set search_path = pg_catalog, public
    as $$
    begin
        insert into outgoing_mail (id, tenant, account_id, notice_id, digest, due_at, created_at)
        select gen_random_uuid(), r.tenant, m.account_id, r.id, m.wants = 'DAILY',
            case when m.wants = 'DAILY' then next_digest(now()) else now() end, now()
        from (
            select n.id, n.tenant, n.account_id from told n where n.account_id is not null
            union all
            select n.id, n.tenant, a.id from told n join account a on a.party = n.party
            where exists (select 1 from role_grant g join tenant t on t.code = g.tenant
                where g.account_id = a.id and n.tenant between t.code and t.upper_code)
            union
            select n.id, n.tenant, g.account_id from told n join role_grant g on g.tenant = n.tenant and g.role = any (n.roles)
        ) r join mail_address m on m.account_id = r.account_id
        where m.address is not null and m.wants <> 'NEVER';
        return null;
    end $$;
create trigger notice_mailed after insert on notice referencing new table as told
    for each statement execute function mail_of_notices();
