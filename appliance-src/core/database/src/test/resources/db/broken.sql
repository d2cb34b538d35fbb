--liquibase formatted sql

--changeset test:broken
create table note (id no_such_type);
