-- A check that found nothing wrong is no refusal.
alter table entitlement drop constraint entitlement_status_check;
alter table entitlement add constraint entitlement_status_check check (status in
    ('ENTITLED', 'NOT_ENTITLED', 'PASSED', 'NEEDS_JUDGEMENT', 'AWAITING_ELECTION', 'AWAITING_ALLOCATION'));
