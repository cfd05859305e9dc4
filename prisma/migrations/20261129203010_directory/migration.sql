-- People and groups of a directory, which it keeps up to date by SCIM (RFC 7643, RFC 7644).
CREATE TABLE directory_token (
  id              uuid NOT NULL PRIMARY KEY,
  name            text NOT NULL,
  token_hash      text NOT NULL,
  requested_by_id uuid NOT NULL,
  requested_at    timestamptz(3) NOT NULL DEFAULT current_timestamp,
  confirmed_by_id uuid,
  confirmed_at    timestamptz(3),
  last_used_at    timestamptz(3),
  revoked_at      timestamptz(3),
  CONSTRAINT directory_token_confirmed CHECK (confirmed_by_id IS NULL OR confirmed_at IS NOT NULL)
);
CREATE UNIQUE INDEX directory_token_token_hash_key ON directory_token (token_hash);

CREATE TABLE directory_user (
  user_id        uuid NOT NULL PRIMARY KEY REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  user_name      text NOT NULL,
  external_id    text,
  display_name   text,
  given_name     text,
  family_name    text,
  deactivated_at timestamptz(3),
  deleted_at     timestamptz(3),
  modified_at    timestamptz(3) NOT NULL DEFAULT current_timestamp
);

CREATE TABLE directory_group (
  id           uuid NOT NULL PRIMARY KEY,
  display_name text NOT NULL,
  external_id  text,
  created_at   timestamptz(3) NOT NULL DEFAULT current_timestamp,
  modified_at  timestamptz(3) NOT NULL DEFAULT current_timestamp
);

CREATE TABLE directory_member (
  group_id uuid NOT NULL REFERENCES directory_group (id) ON DELETE CASCADE ON UPDATE CASCADE,
  user_id  uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  PRIMARY KEY (group_id, user_id)
);
CREATE INDEX directory_member_user_id_idx ON directory_member (user_id);
