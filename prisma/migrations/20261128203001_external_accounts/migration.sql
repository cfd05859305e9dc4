-- Who an identity provider says somebody is. Provider and subject never change for one person, as an
-- e-mail address may; one provider knows an account under one subject only.
CREATE TABLE external_account (
  issuer       text NOT NULL,
  subject      text NOT NULL,
  user_id      uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  provider     text NOT NULL,
  linked_at    timestamptz(3) NOT NULL DEFAULT current_timestamp,
  last_used_at timestamptz(3),
  PRIMARY KEY (issuer, subject)
);
CREATE UNIQUE INDEX external_account_issuer_user_id_key ON external_account (issuer, user_id);
CREATE INDEX external_account_user_id_idx ON external_account (user_id);
