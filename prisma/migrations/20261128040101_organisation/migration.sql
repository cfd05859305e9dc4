-- The organisation: a tree above the centres, whose branches move from a business date on, and
-- roles that are held on its nodes.

-- CreateTable
CREATE TABLE "node_membership" (
    "user_id" UUID NOT NULL,
    "node_id" TEXT COLLATE "C" NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "node_membership_pkey" PRIMARY KEY ("user_id","node_id","role")
);

-- CreateTable
CREATE TABLE "organisation_node" (
    "id" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_node_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "node_position" (
    "node_id" TEXT COLLATE "C" NOT NULL,
    "valid_from" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "parent_id" TEXT COLLATE "C",
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "node_position_pkey" PRIMARY KEY ("node_id","valid_from","version")
);

-- CreateTable
CREATE TABLE "centre_position" (
    "centre_id" TEXT COLLATE "C" NOT NULL,
    "valid_from" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "node_id" TEXT COLLATE "C",
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "centre_position_pkey" PRIMARY KEY ("centre_id","valid_from","version")
);

-- CreateTable
CREATE TABLE "node_reach" (
    "node_id" TEXT COLLATE "C" NOT NULL,
    "centre_id" TEXT COLLATE "C" NOT NULL,
    "valid_from" TEXT COLLATE "C" NOT NULL,
    "valid_until" TEXT COLLATE "C",

    CONSTRAINT "node_reach_pkey" PRIMARY KEY ("node_id","centre_id","valid_from")
);

-- CreateIndex
CREATE INDEX "node_membership_node_id_idx" ON "node_membership"("node_id");

-- CreateIndex
CREATE INDEX "node_reach_centre_id_node_id_idx" ON "node_reach"("centre_id", "node_id");

-- AddForeignKey
ALTER TABLE "node_membership" ADD CONSTRAINT "node_membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "node_membership" ADD CONSTRAINT "node_membership_node_id_fkey" FOREIGN KEY ("node_id") REFERENCES "organisation_node"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "node_position" ADD CONSTRAINT "node_position_node_id_fkey" FOREIGN KEY ("node_id") REFERENCES "organisation_node"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "node_position" ADD CONSTRAINT "node_position_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "organisation_node"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "centre_position" ADD CONSTRAINT "centre_position_node_id_fkey" FOREIGN KEY ("node_id") REFERENCES "organisation_node"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "node_reach" ADD CONSTRAINT "node_reach_node_id_fkey" FOREIGN KEY ("node_id") REFERENCES "organisation_node"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE node_membership
  ADD CONSTRAINT node_membership_role
    CHECK (role IN ('counter', 'reviewer', 'approver', 'auditor', 'administrator'));

ALTER TABLE organisation_node
  ADD CONSTRAINT organisation_node_kind CHECK (kind IN ('group', 'brand', 'country', 'area')),
  ADD CONSTRAINT organisation_node_name CHECK (name <> ''),
  ADD CONSTRAINT organisation_node_version CHECK (version >= 1);

ALTER TABLE node_position
  ADD CONSTRAINT node_position_valid_from CHECK (valid_from ~ '^\d{4}-\d{2}-\d{2}$'),
  ADD CONSTRAINT node_position_version CHECK (version >= 1),
  ADD CONSTRAINT node_position_parent CHECK (parent_id IS DISTINCT FROM node_id);

ALTER TABLE centre_position
  ADD CONSTRAINT centre_position_valid_from CHECK (valid_from ~ '^\d{4}-\d{2}-\d{2}$'),
  ADD CONSTRAINT centre_position_version CHECK (version >= 1);

ALTER TABLE node_reach
  ADD CONSTRAINT node_reach_period CHECK (valid_until IS NULL OR valid_until > valid_from);

-- The roles of everybody in each centre today: those that name a centre, or every centre ("*"), and
-- those on a node in the centres below it on the centre's own business date. Whoever reads roles to
-- decide what somebody may do reads them here.
CREATE VIEW granted_role AS
  SELECT user_id, centre_id, role FROM membership
  UNION
  SELECT m.user_id, r.centre_id, m.role
    FROM node_membership m
    JOIN node_reach r ON r.node_id = m.node_id
    JOIN centre c ON c.id = r.centre_id
   WHERE r.valid_from <= ((now() AT TIME ZONE c.time_zone) - c.day_starts_at::interval)::date::text
     AND (r.valid_until IS NULL OR r.valid_until
          > ((now() AT TIME ZONE c.time_zone) - c.day_starts_at::interval)::date::text);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON node_position
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON node_position
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON centre_position
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON centre_position
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
