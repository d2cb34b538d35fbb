--liquibase formatted sql

--changeset test:two
create table second_table (id int);
