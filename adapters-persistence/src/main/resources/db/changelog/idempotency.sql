--liquibase formatted sql

--changeset stockroom:idempotency-1-tables
-- The row of a key is inserted before what it stands for is done, and what came of it is filled in in the same transaction.
create table idempotent_replies (
    id uuid not null,
    key_hash ${sha256} not null,
    created timestamp(6) with time zone not null,
    fingerprint ${sha256},
    status integer,
    headers ${text},
    length bigint,
    constraint pk_idempotent_replies primary key (id),
    constraint uq_idempotent_replies_key_hash unique (key_hash)
);
create table idempotent_reply_parts (
    reply_id uuid not null,
    number integer not null,
    bytes bytea not null,
    constraint pk_idempotent_reply_parts primary key (reply_id, number),
    constraint fk_idempotent_reply_parts_reply_id foreign key (reply_id) references idempotent_replies (id) on delete cascade
);
create index ix_idempotent_replies_created on idempotent_replies (created);
--rollback drop table idempotent_reply_parts;
--rollback drop table idempotent_replies;
