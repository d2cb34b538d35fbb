--liquibase formatted sql

--changeset sallyport:management-1
create table console_user (
    username text primary key,
    full_name text not null,
    role text not null,
    disabled boolean not null default false,
    password_hash text not null,
    password_change_required boolean not null,
    created_at timestamptz not null,
    last_login_at timestamptz,
    version bigint not null default 1
);

create table api_token (
    id text primary key,
    name text not null unique,
    role text not null,
    secret_hash text not null unique,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz
);
