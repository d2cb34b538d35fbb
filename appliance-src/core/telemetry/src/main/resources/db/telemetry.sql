--liquibase formatted sql

--changeset sallyport:telemetry-1
create table audit_entry (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor text not null,
    source text not null,
    action text not null,
    subject text,
    outcome text not null,
    before text,
    after text
);
create index audit_entry_at on audit_entry (at);

create table alarm_entry (
    id bigint generated always as identity primary key,
    source text not null,
    key text not null,
    severity text not null,
    text text not null,
    remedy text not null,
    raised_at timestamptz not null,
    cleared_at timestamptz,
    unique (source, key, raised_at)
);
create index alarm_entry_raised on alarm_entry (raised_at);
