-- Whoever is in a group of an identity provider has a role here. A rule whose role signs days off
-- waits for a second administrator.
CREATE TABLE role_rule (
  id              uuid NOT NULL PRIMARY KEY,
  provider        text NOT NULL,
  group_name      text NOT NULL,
  role            text NOT NULL,
  centre_id       text COLLATE "C",
  node_id         text COLLATE "C",
  requested_by_id uuid NOT NULL,
  requested_at    timestamptz(3) NOT NULL DEFAULT current_timestamp,
  confirmed_by_id uuid,
  confirmed_at    timestamptz(3),
  CONSTRAINT role_rule_role
    CHECK (role IN ('counter', 'reviewer', 'approver', 'auditor', 'administrator')),
  CONSTRAINT role_rule_target CHECK (num_nonnulls(centre_id, node_id) = 1),
  CONSTRAINT role_rule_confirmed CHECK (confirmed_by_id IS NULL OR confirmed_at IS NOT NULL)
);
ALTER TABLE role_rule ADD CONSTRAINT role_rule_node_id_fkey FOREIGN KEY (node_id)
  REFERENCES organisation_node (id) ON DELETE NO ACTION ON UPDATE NO ACTION;
CREATE INDEX role_rule_provider_group_name_idx ON role_rule (provider, group_name);

-- Who was in the group of a rule when they last signed in; the role counts until the grant lapses.
CREATE TABLE rule_grant (
  user_id    uuid NOT NULL REFERENCES "user" (id) ON DELETE CASCADE ON UPDATE CASCADE,
  rule_id    uuid NOT NULL REFERENCES role_rule (id) ON DELETE CASCADE ON UPDATE CASCADE,
  granted_at timestamptz(3) NOT NULL DEFAULT current_timestamp,
  lapses_at  timestamptz(3),
  PRIMARY KEY (user_id, rule_id)
);
CREATE INDEX rule_grant_rule_id_idx ON rule_grant (rule_id);

-- Every role where it was granted: by hand in a centre ("*": in all of them) or on a node, and by
-- rules, which are named.
CREATE VIEW held_role AS
  SELECT user_id, centre_id, NULL::text COLLATE "C" AS node_id, role, NULL::uuid AS rule_id
    FROM membership
  UNION ALL
  SELECT user_id, NULL, node_id, role, NULL FROM node_membership
  UNION ALL
  SELECT g.user_id, r.centre_id, r.node_id, r.role, r.id
    FROM rule_grant g JOIN role_rule r ON r.id = g.rule_id
   WHERE r.confirmed_at IS NOT NULL AND (g.lapses_at IS NULL OR g.lapses_at > now());

CREATE OR REPLACE VIEW granted_role AS
  SELECT user_id, centre_id, role FROM held_role WHERE centre_id IS NOT NULL
  UNION
  SELECT h.user_id, r.centre_id, h.role
    FROM held_role h
    JOIN node_reach r ON r.node_id = h.node_id
    JOIN centre c ON c.id = r.centre_id
   WHERE r.valid_from <= ((now() AT TIME ZONE c.time_zone) - c.day_starts_at::interval)::date::text
     AND (r.valid_until IS NULL OR r.valid_until
          > ((now() AT TIME ZONE c.time_zone) - c.day_starts_at::interval)::date::text);
