/**
 * The schema, one step a version: the database's `user_version` counts the steps it has seen. A step is never
 * changed once released; what it got wrong, a later one mends.
 * Steps may call `fold_case` and `preview_json`, which are `foldCase` and `previewJson`.
 */
export const SQLITE_MIGRATIONS: readonly string[] = [
  `
  create table meta (
    name text primary key,
    value text not null
  ) strict, without rowid;

  create table tenant (
    id text primary key,
    name text not null,
    slug text not null unique,
    pair_limit integer not null,
    -- No upper bound: a lowered licence leaves more pairs than it allows.
    pair_count integer not null default 0 check (pair_count >= 0),
    revision integer not null default 0,
    created text not null
  ) strict, without rowid;

  create table api_key (
    id text primary key,
    tenant_id text not null references tenant (id),
    user_id text not null,
    name text not null,
    hash blob not null unique,
    configured integer not null check (configured in (0, 1)),
    created text not null,
    expires text,
    last_used text,
    revoked text
  ) strict, without rowid;

  create table session (
    hash blob primary key,
    api_key_id text not null references api_key (id),
    tenant_id text not null references tenant (id),
    created text not null,
    expires text not null,
    idle_ms integer not null,
    last_seen text not null
  ) strict, without rowid;

  create table pair (
    -- Named, since VACUUM renumbers the rows of a table without it, and pair_search goes by these numbers.
    row_id integer primary key,
    tenant_id text not null references tenant (id),
    id text not null,
    key text not null,
    key_folded text not null,
    type text not null,
    size integer not null,
    version integer not null,
    preview text not null,
    created text not null,
    updated text not null,
    updated_by text not null,
    value text not null,
    unique (tenant_id, key),
    unique (tenant_id, id)
  ) strict;

  -- With the key, so that a page sorted by one of these is found without reading a row; in the direction that people
  -- ask for, since the key ascends in both.
  create index pair_by_updated on pair (tenant_id, updated desc, key);
  create index pair_by_size on pair (tenant_id, size desc, key);
  create index pair_by_type on pair (tenant_id, type, key);

  -- Which rows of pair have keys with which three characters in a row. It holds no text and no positions.
  create virtual table pair_search using fts5 (
    key_folded, content = '', columnsize = 0, detail = none, tokenize = 'trigram case_sensitive 1'
  );

  create table pair_version (
    tenant_id text not null references tenant (id),
    pair_id text not null,
    version integer not null,
    operation text not null check (operation in ('create', 'update', 'delete')),
    key text not null,
    type text,
    size integer not null,
    actor_id text not null,
    actor_name text not null,
    at text not null,
    value text,
    unique (tenant_id, pair_id, version)
  ) strict;

  -- From which version a key goes on when it is created again.
  create index pair_version_deleted on pair_version (tenant_id, key, version) where operation = 'delete';

  create table change (
    tenant_id text not null references tenant (id),
    revision integer not null,
    pair_id text not null,
    key text not null,
    operation text not null check (operation in ('create', 'update', 'delete')),
    version integer not null,
    actor_name text not null,
    at text not null,
    primary key (tenant_id, revision)
  ) strict, without rowid;

  create table idempotency (
    tenant_id text not null references tenant (id),
    actor_id text not null,
    key text not null,
    request_hash text not null,
    result text not null,
    created text not null,
    primary key (tenant_id, actor_id, key)
  ) strict, without rowid;
  create index idempotency_by_created on idempotency (created);
  `,
  `
  -- Who created an API key; null, both: the server itself.
  alter table api_key add column creator_id text;
  alter table api_key add column creator_name text;
  `,

  // Client and note of a change, renames and restored pairs. Tables are rebuilt, since SQLite cannot change a check.
  `
  create table left_key (
    tenant_id text not null references tenant (id),
    key text not null,
    version integer not null,
    primary key (tenant_id, key)
  ) strict, without rowid;
  insert into left_key
    select tenant_id, key, max(version) from pair_version where operation = 'delete' group by tenant_id, key;

  create table deleted_pair (
    tenant_id text not null references tenant (id),
    id text not null,
    key text not null,
    key_folded text not null,
    type text not null,
    size integer not null,
    version integer not null,
    preview text not null,
    created text not null,
    deleted text not null,
    deleted_by text not null,
    via text not null,
    primary key (tenant_id, id)
  ) strict, without rowid;
  create index deleted_pair_by_deleted on deleted_pair (tenant_id, deleted);
  insert into deleted_pair
    select last.tenant_id, last.pair_id, last.key, fold_case(last.key), last.type, last.size, deletion.version,
      preview_json(last.value), first.at, deletion.at, deletion.actor_name, 'api'
    from pair_version deletion
      join pair_version last on last.tenant_id = deletion.tenant_id and last.pair_id = deletion.pair_id
        and last.version = deletion.version - 1
      join pair_version first on first.tenant_id = deletion.tenant_id and first.pair_id = deletion.pair_id
        and first.operation = 'create'
    where deletion.operation = 'delete';

  drop index pair_version_deleted;
  alter table pair_version rename to pair_version_1;
  create table pair_version (
    tenant_id text not null references tenant (id),
    pair_id text not null,
    version integer not null,
    operation text not null check (operation in ('create', 'update', 'rename', 'restore', 'delete')),
    key text not null,
    type text,
    size integer,
    actor_id text not null,
    actor_name text not null,
    via text not null,
    note text,
    at text not null,
    preview text,
    value text,
    unique (tenant_id, pair_id, version)
  ) strict;
  insert into pair_version
    select tenant_id, pair_id, version, operation, key, type, iif(value is null, null, size), actor_id, actor_name,
      'api', null, at, iif(value is null, null, preview_json(value)), value
    from pair_version_1;

  alter table change rename to change_1;
  create table change (
    tenant_id text not null references tenant (id),
    revision integer not null,
    pair_id text not null,
    key text not null,
    previous_key text,
    operation text not null check (operation in ('create', 'update', 'rename', 'restore', 'delete')),
    version integer not null,
    type text,
    size integer,
    actor_name text not null,
    via text not null,
    note text,
    at text not null,
    primary key (tenant_id, revision)
  ) strict, without rowid;
  insert into change
    select change_1.tenant_id, revision, pair_id, change_1.key, null, change_1.operation, version, pair_version.type,
      pair_version.size, change_1.actor_name, 'api', null, change_1.at
    from change_1 left join pair_version using (tenant_id, pair_id, version);
  create index change_by_key on change (tenant_id, key, revision);
  drop table change_1;
  drop table pair_version_1;
  `,

  `
  -- When the value of a pair was last read with an API key, to the minute, and by which. Kept for deleted pairs: they
  -- may be restored.
  create table pair_read (
    tenant_id text not null references tenant (id),
    pair_id text not null,
    at text not null,
    actor_name text not null,
    primary key (tenant_id, pair_id)
  ) strict, without rowid;
  `,
  `
  -- A name that says what it holds: the versions that keys count on from.
  alter table left_key rename to version_floor;
  `,
  // Rebuilt, since an added column would come after the value, which lists must not read.
  `
  alter table pair rename to pair_1;
  create table pair (
    -- Named, since VACUUM renumbers the rows of a table without it, and pair_search goes by these numbers.
    row_id integer primary key,
    tenant_id text not null references tenant (id),
    id text not null,
    key text not null,
    key_folded text not null,
    type text not null,
    size integer not null,
    version integer not null,
    preview text not null,
    created text not null,
    -- Null for a pair whose creation is no longer kept.
    created_by text,
    updated text not null,
    updated_by text not null,
    value text not null,
    unique (tenant_id, key),
    unique (tenant_id, id)
  ) strict;
  insert into pair
    select row_id, tenant_id, id, key, key_folded, type, size, version, preview, created,
      coalesce(first.actor_name, creation.actor_name), updated, updated_by, value
    from pair_1
      left join (
        select tenant_id, pair_id as id, min(actor_name) as actor_name from pair_version
          where operation = 'create' group by tenant_id, pair_id
      ) first using (tenant_id, id)
      left join (
        select tenant_id, pair_id as id, min(actor_name) as actor_name from change
          where operation = 'create' group by tenant_id, pair_id
      ) creation using (tenant_id, id);
  drop table pair_1;
  create index pair_by_updated on pair (tenant_id, updated desc, key);
  create index pair_by_size on pair (tenant_id, size desc, key);
  create index pair_by_type on pair (tenant_id, type, key);
  create index pair_by_created_by on pair (tenant_id, created_by, key);

  alter table deleted_pair add column created_by text;
  update deleted_pair set created_by = (
    select actor_name from pair_version
      where pair_version.tenant_id = deleted_pair.tenant_id and pair_id = deleted_pair.id and operation = 'create'
  );
  `,
  `
  -- The API key that created this one, by itself or through a session; null: the server, or an older server.
  alter table api_key add column creator_key_id text;
  create index api_key_by_tenant on api_key (tenant_id);
  create index api_key_by_creator_key on api_key (creator_key_id) where creator_key_id is not null;
  `,
  // Rebuilt, since an added column cannot be unique.
  `
  alter table session rename to session_1;
  create table session (
    hash blob primary key,
    -- For people and programs, who must not learn the hash.
    id text not null unique,
    api_key_id text not null references api_key (id),
    tenant_id text not null references tenant (id),
    created text not null,
    expires text not null,
    idle_ms integer not null,
    last_seen text not null
  ) strict, without rowid;
  insert into session
    select hash, format('%s-%s-4%s-a%s-%s', lower(hex(randomblob(4))), lower(hex(randomblob(2))),
        substr(lower(hex(randomblob(2))), 2), substr(lower(hex(randomblob(2))), 2), lower(hex(randomblob(6)))),
      api_key_id, tenant_id, created, expires, idle_ms, last_seen
    from session_1;
  drop table session_1;
  create index session_by_api_key on session (api_key_id);
  `,
  `
  -- Bytes of the values of all versions that are not current ones.
  alter table tenant add column history_bytes integer not null default 0 check (history_bytes >= 0);
  update tenant set history_bytes = coalesce((
    select sum(pair_version.size) from pair_version
      left join pair on pair.tenant_id = pair_version.tenant_id and pair.id = pair_version.pair_id
        and pair.version = pair_version.version
      where pair_version.tenant_id = tenant.id and pair.id is null
  ), 0);
  `,
];
