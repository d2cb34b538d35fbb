--liquibase formatted sql

--changeset test:one
create table note (id bigint generated always as identity primary key, text text not null unique, at timestamptz, payload jsonb);
