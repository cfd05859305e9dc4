-- Since when somebody has a role, who granted it, and what reviews of access decided about it.
ALTER TABLE "membership"
  ADD COLUMN "granted_at" TIMESTAMPTZ(3),
  ADD COLUMN "granted_by_id" UUID,
  ADD COLUMN "confirmed_by_id" UUID,
  ADD COLUMN "way" TEXT,
  ADD CONSTRAINT membership_way CHECK (way IN ('hand', 'invitation', 'rule', 'set-up'));
ALTER TABLE "node_membership"
  ADD COLUMN "granted_at" TIMESTAMPTZ(3),
  ADD COLUMN "granted_by_id" UUID,
  ADD COLUMN "confirmed_by_id" UUID,
  ADD COLUMN "way" TEXT,
  ADD CONSTRAINT node_membership_way CHECK (way IN ('hand', 'invitation', 'rule', 'set-up'));

-- The audit trail says it of roles that there are already. What it does not say stays unknown.
CREATE TEMPORARY TABLE granted_before ON COMMIT DROP AS
  SELECT DISTINCT ON (user_id, role ->> 'centreId', role ->> 'nodeId', role ->> 'role')
         user_id, role ->> 'centreId' AS centre_id, role ->> 'nodeId' AS node_id,
         role ->> 'role' AS role, at,
         CASE WHEN action = 'user.role-confirmed' THEN requested_by_id ELSE actor_id END
           AS granted_by_id,
         CASE WHEN action = 'user.role-confirmed' THEN actor_id END AS confirmed_by_id,
         CASE WHEN action = 'user.invited' THEN 'invitation' ELSE 'hand' END AS way
    FROM (
      SELECT e.id, e.at, e.action, e.actor_id, e.after ->> 'userId' AS user_id,
             CASE WHEN e.after ->> 'requestedById' ~ '^[0-9a-f-]{36}$'
                  THEN (e.after ->> 'requestedById')::uuid END AS requested_by_id,
             coalesce((e.before -> 'roles')::jsonb, '[]') AS had, granted.role::jsonb AS role
        FROM audit_entry e
       CROSS JOIN LATERAL json_array_elements(
               CASE WHEN json_typeof(e.after -> 'roles') = 'array'
                    THEN e.after -> 'roles' ELSE '[]' END) AS granted (role)
       WHERE e.action IN ('user.invited', 'user.changed', 'user.role-confirmed')
    ) entry
   WHERE NOT had @> jsonb_build_array(role)
   ORDER BY user_id, role ->> 'centreId', role ->> 'nodeId', role ->> 'role', id DESC;

UPDATE membership m
   SET granted_at = g.at, granted_by_id = g.granted_by_id,
       confirmed_by_id = g.confirmed_by_id, way = g.way
  FROM granted_before g
 WHERE g.user_id = m.user_id::text AND g.centre_id = m.centre_id AND g.role = m.role;
UPDATE node_membership m
   SET granted_at = g.at, granted_by_id = g.granted_by_id,
       confirmed_by_id = g.confirmed_by_id, way = g.way
  FROM granted_before g
 WHERE g.user_id = m.user_id::text AND g.node_id = m.node_id AND g.role = m.role;

ALTER TABLE "membership" ALTER COLUMN "granted_at" SET DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "node_membership" ALTER COLUMN "granted_at" SET DEFAULT CURRENT_TIMESTAMP;

-- Rows of sessions are deleted after a month; the last use of an account is retained here.
CREATE TABLE "user_activity" (
    "user_id" UUID NOT NULL,
    "signed_in_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_activity_pkey" PRIMARY KEY ("user_id")
);
ALTER TABLE "user_activity" ADD CONSTRAINT "user_activity_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO user_activity (user_id, signed_in_at, used_at)
  SELECT u.id, s.at, e.at
    FROM "user" u
   CROSS JOIN LATERAL (SELECT at FROM audit_entry
                        WHERE actor_id = u.id ORDER BY id DESC LIMIT 1) e
    LEFT JOIN LATERAL (SELECT at FROM audit_entry
                        WHERE actor_id = u.id AND action = 'session.started'
                        ORDER BY id DESC LIMIT 1) s ON true;

-- Append-only. What a review decided about one role of one person.
CREATE TABLE "access_review" (
    "review_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "scope_id" TEXT COLLATE "C" NOT NULL,
    "role" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "note" TEXT,
    "reviewed_by_id" UUID NOT NULL,
    "reviewed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_review_pkey" PRIMARY KEY ("review_id", "user_id", "scope_id", "role")
);

CREATE INDEX "access_review_user_id_scope_id_role_reviewed_at_idx" ON "access_review"("user_id", "scope_id", "role", "reviewed_at");

ALTER TABLE access_review
  ADD CONSTRAINT access_review_decision CHECK (decision IN ('keep', 'revoke'));
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON access_review
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON access_review
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
