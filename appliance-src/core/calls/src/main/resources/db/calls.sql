--liquibase formatted sql

--changeset sallyport:calls-1
create table call_record (
    id text primary key,
    started_at timestamptz not null,
    ended_at timestamptz not null,
    protocol text not null,
    direction text not null,
    outcome text not null,
    code integer,
    parties text not null,
    external_address text,
    internal_address text,
    call jsonb not null,
    ladder jsonb not null
);
comment on column call_record.parties is 'addresses and names of both parties in lower case, for the text search';
comment on column call_record.external_address is 'signalling address of the outside party, without port';
create index call_record_started on call_record (started_at desc, id desc);
create index call_record_outcome on call_record (outcome, started_at desc, id desc);
