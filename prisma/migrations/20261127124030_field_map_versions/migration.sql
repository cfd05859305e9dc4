-- CreateTable
CREATE TABLE "field_map_version" (
    "version" INTEGER NOT NULL,
    "map" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "note" TEXT,
    "saved_by_id" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "field_map_version_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "replay" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "map" JSONB,
    "map_hash" TEXT NOT NULL,
    "after_centre_id" TEXT NOT NULL DEFAULT '',
    "after_business_date" TEXT NOT NULL DEFAULT '',
    "total" INTEGER NOT NULL,
    "result" JSONB NOT NULL,
    "message" TEXT,
    "requested_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "replay_pkey" PRIMARY KEY ("id")
);

-- A version of the field map is the evidence of how figures were read.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON field_map_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON field_map_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE field_map_version
  ADD CONSTRAINT field_map_version_number CHECK (version >= 1),
  ADD CONSTRAINT field_map_version_hash CHECK (hash ~ '^[0-9a-f]{64}$');

ALTER TABLE replay
  ADD CONSTRAINT replay_kind CHECK (kind IN ('preview', 'apply')),
  ADD CONSTRAINT replay_state CHECK (state IN ('pending', 'done', 'failed')),
  ADD CONSTRAINT replay_message CHECK ((state = 'failed') = (message IS NOT NULL)),
  ADD CONSTRAINT replay_finished CHECK ((state = 'pending') = (finished_at IS NULL));

-- Centres and dates sort by their bytes, as everywhere.
ALTER TABLE replay
  ALTER COLUMN after_centre_id TYPE TEXT COLLATE "C",
  ALTER COLUMN after_business_date TYPE TEXT COLLATE "C";

CREATE INDEX replay_pending ON replay (created_at) WHERE state = 'pending';
