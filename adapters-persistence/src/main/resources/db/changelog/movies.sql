--liquibase formatted sql

--changeset stockroom:movies-1-table
create table movies (
    id uuid not null,
    version bigint not null,
    slug ${varchar255} not null,
    created timestamp(6) with time zone not null,
    modified timestamp(6) with time zone not null,
    title ${varchar255} not null,
    title_folded ${varchar255} not null,
    description ${text},
    description_folded ${text},
    description_start ${varchar100},
    release_year bigint not null,
    constraint pk_movies primary key (id),
    constraint uq_movies_slug unique (slug),
    constraint ck_movies_version check (version >= 1),
    constraint ck_movies_release_year check (release_year between 0 and 2147483647)
);
--rollback drop table movies;

--changeset stockroom:movies-2-order
create index ix_movies_release_year on movies (release_year, id);
create index ix_movies_title on movies (title, id);
create index ix_movies_created on movies (created, id);
create index ix_movies_modified on movies (modified, id);
--rollback drop index ix_movies_modified;
--rollback drop index ix_movies_created;
--rollback drop index ix_movies_title;
--rollback drop index ix_movies_release_year;

--changeset stockroom:movies-3-search
--preconditions onFail:MARK_RAN
--precondition-sql-check expectedResult:1 ${trigrams.available}
create extension if not exists pg_trgm;
create index ix_movies_title_folded on movies using gin (title_folded gin_trgm_ops);
create index ix_movies_description_folded on movies using gin (description_folded gin_trgm_ops);
create index ix_movies_slug_folded on movies using gin (slug gin_trgm_ops);
--rollback drop index ix_movies_slug_folded;
--rollback drop index ix_movies_description_folded;
--rollback drop index ix_movies_title_folded;

--changeset stockroom:movies-4-text-order
-- Keys by which text is sorted for people, see TextOrder.
alter table movies add column title_order ${text};
alter table movies add column description_order ${text};
create index ix_movies_title_order on movies (title_order, id);
--rollback drop index ix_movies_title_order;
--rollback alter table movies drop column description_order;
--rollback alter table movies drop column title_order;
