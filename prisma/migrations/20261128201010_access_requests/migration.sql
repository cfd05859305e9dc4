-- One administrator asks for a role, or for a link to the password of an account, and another one
-- confirms or refuses it.
CREATE TABLE "access_request" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "role" TEXT,
    "centre_id" TEXT COLLATE "C",
    "node_id" TEXT COLLATE "C",
    "requested_by_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "access_request_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "access_request_user_id_idx" ON "access_request"("user_id");

ALTER TABLE "access_request" ADD CONSTRAINT "access_request_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A role is held in a centre or on a node; a link has none.
ALTER TABLE access_request
  ADD CONSTRAINT access_request_kind CHECK (
    (kind = 'role' AND role IS NOT NULL AND num_nonnulls(centre_id, node_id) = 1)
    OR (kind = 'password-link' AND num_nonnulls(role, centre_id, node_id) = 0)),
  ADD CONSTRAINT access_request_decided CHECK (
    (outcome IS NULL AND num_nonnulls(decided_by_id, decided_at) = 0)
    OR (outcome IN ('confirmed', 'refused') AND num_nonnulls(decided_by_id, decided_at) = 2));

-- Whoever was an administrator until a moment ago was removed by the one who is left.
ALTER TABLE "user" ADD COLUMN "administrator_until" TIMESTAMPTZ(3);
