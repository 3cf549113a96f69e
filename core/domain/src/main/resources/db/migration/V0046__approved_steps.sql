-- A step of a register that is taken only when it has been approved waits here, and its row is changed by nothing else meanwhile.
create table register_brought_step (
    row_id      uuid primary key references register_row on delete cascade,
    tenant      int not null references tenant,
    step        text not null,
    input       jsonb not null,
    note        text check (length(note) between 1 and 1000),
    caller      jsonb not null,
    brought_at  timestamptz not null default now()
);
alter table register_brought_step enable row level security;
alter table register_brought_step force row level security;
create policy keeper on register_brought_step to current_user using (true) with check (true);
create policy division on register_brought_step to longji_app
    using (tenant between app_low() and app_high()) with check (tenant between app_low() and app_high());
create policy party on register_brought_step as restrictive to longji_app
    using (app_party() is null) with check (app_party() is null);
-- Whoever takes one out of its place locks it, which asks for the right to update it.
grant select, insert, update, delete on register_brought_step to longji_app;
