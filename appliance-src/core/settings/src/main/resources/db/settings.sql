--liquibase formatted sql

--changeset settings:revisions
create table settings_revision (
    number bigint primary key,
    committed_at timestamptz not null,
    author text not null,
    comment text not null,
    document jsonb not null,
    changes jsonb not null,
    confirm_by timestamptz,
    confirmed_at timestamptz
);
comment on table settings_revision is 'Every set of settings that was ever in force; the highest number is. Never updated but for its confirmation.';
comment on column settings_revision.document is 'Sparse: only what differs from the defaults. Secrets are sealed.';
comment on column settings_revision.changes is 'Effective values against the revision before: path, before, after. Secrets are masked.';
comment on column settings_revision.confirm_by is 'Rolled back unless confirmed by then.';

--changeset settings:candidates
create table settings_candidate (
    owner text primary key,
    base bigint not null,
    document jsonb not null,
    changed_at timestamptz not null
);
comment on table settings_candidate is 'What a user is editing; sparse, secrets sealed.';

--changeset settings:schema
alter table settings_revision add column schema integer not null default 1;
alter table settings_candidate add column schema integer not null default 1;
comment on column settings_revision.schema is 'The form that the document is in; it migrates as it is read.';
comment on column settings_candidate.schema is 'The form that the document is in; it migrates as it is read.';
