-- The Merkle tree over the trail, of which only the hashes of complete blocks of 256, 65,536 and so
-- on entries are stored, and the checkpoints that were signed and sent to witnesses.
CREATE TABLE "audit_block" (
    "height" SMALLINT NOT NULL,
    "position" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_block_pkey" PRIMARY KEY ("height", "position"),
    CONSTRAINT "audit_block_height" CHECK (height IN (8, 16, 24, 32) AND position >= 0),
    CONSTRAINT "audit_block_hash" CHECK (hash ~ '^[0-9a-f]{64}$')
);

CREATE TABLE "audit_checkpoint" (
    "size" BIGINT NOT NULL,
    "root" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_checkpoint_pkey" PRIMARY KEY ("size"),
    CONSTRAINT "audit_checkpoint_root" CHECK (root ~ '^[0-9a-f]{64}$')
);

CREATE TABLE "audit_cosignature" (
    "size" BIGINT NOT NULL,
    "witness" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_cosignature_pkey" PRIMARY KEY ("size", "witness")
);

-- What became of the last sending to each witness; the witnesses themselves stand in the
-- environment, where the owner of the database can't remove one.
CREATE TABLE "audit_witness" (
    "address" TEXT NOT NULL,
    "size" BIGINT,
    "succeeded_at" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "audit_witness_pkey" PRIMARY KEY ("address")
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['audit_block', 'audit_checkpoint', 'audit_cosignature'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I
      FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END;
$$;
