-- What a version asks the host to apply beyond its rule: relations to other policies, further caps, shared cost, instalments.
alter table policy_version
    add column terms text,
    drop constraint policy_version_cap_scope_check,
    add constraint policy_version_cap_scope_check check (cap_scope in
        ('PROJECT_YEAR', 'APPLICANT_YEAR', 'APPLICANT_LIFETIME', 'PROJECT_LIFETIME', 'CONTRACT', 'CONTRACT_LIFETIME'));
