-- A row that another region listed says so, and which of its fields are that region's.
alter table register_row add column provenance jsonb, add column partners_fields text[];
create index register_row_own on register_row (tenant, plugin, register, id) where provenance is null;

-- What an archive brings beside policies, languages and registers.
alter table plugin_archive add column channels text[] not null default '{}';
