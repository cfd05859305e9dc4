-- Legal entities: a centre belongs to one from a business date on.

-- CreateTable
CREATE TABLE "legal_entity" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "tax_id" TEXT,
    "country" TEXT,
    "currency" TEXT,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "legal_entity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "centre_entity" (
    "centre_id" TEXT COLLATE "C" NOT NULL,
    "valid_from" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "entity_id" TEXT COLLATE "C",
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "centre_entity_pkey" PRIMARY KEY ("centre_id","valid_from","version")
);

-- AddForeignKey
ALTER TABLE "centre_entity" ADD CONSTRAINT "centre_entity_entity_id_fkey" FOREIGN KEY ("entity_id") REFERENCES "legal_entity"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE legal_entity
  ADD CONSTRAINT legal_entity_name CHECK (name <> ''),
  ADD CONSTRAINT legal_entity_version CHECK (version >= 1);
ALTER TABLE centre_entity
  ADD CONSTRAINT centre_entity_valid_from CHECK (valid_from ~ '^\d{4}-\d{2}-\d{2}$'),
  ADD CONSTRAINT centre_entity_version CHECK (version >= 1);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON centre_entity
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON centre_entity
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
