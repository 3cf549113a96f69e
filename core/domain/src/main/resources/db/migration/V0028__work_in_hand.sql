-- A draft that is not finished is kept as it is. It has no hash, because nothing of it could be back-tested or enacted.
alter table policy_draft alter column hash drop not null;

-- Worked cases are part of a draft's form. They are no part of the law and its hash; they stay beside the version, so that
-- whoever writes its successor begins with them.
alter table policy_version add column cases text;
