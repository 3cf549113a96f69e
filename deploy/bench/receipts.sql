-- Money that arrived on the contracts of registration.sql, from the same seed: one receipt each, a second one on every third. Run as the
-- tables' owner.
select setseed(0.20250102);

insert into receipt (id, tenant, contract_id, sequence, received_on, received)
select gen_random_uuid(), c.tenant, c.id, 1, c.registered_on + least(floor(random() * 60)::int, date '2025-12-31' - c.registered_on),
    greatest(round((c.contract_amount * (0.2 + 0.5 * random()))::numeric, 2), 0.01)
from contract c where c.registered_on between '2025-01-01' and '2025-12-31' and c.status = 'REGISTERED'
    and not exists (select 1 from receipt r where r.contract_id = c.id);

insert into receipt (id, tenant, contract_id, sequence, received_on, received)
select gen_random_uuid(), r.tenant, r.contract_id, 2, date '2025-12-31' - floor(random() * (date '2025-12-31' - r.received_on + 1))::int,
    greatest(round((r.received * 0.3 * random())::numeric, 2), 0.01)
from receipt r where r.sequence = 1 and r.received_on between '2025-01-01' and '2025-12-31' and random() < 0.333
    and not exists (select 1 from receipt s where s.contract_id = r.contract_id and s.sequence = 2);
