-- What a legal entity was called at any time: the packet of a closed day keeps what was signed.

-- CreateTable
CREATE TABLE "legal_entity_version" (
    "entity_id" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "tax_id" TEXT,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "legal_entity_version_pkey" PRIMARY KEY ("entity_id","version")
);

INSERT INTO legal_entity_version (entity_id, version, name, tax_id, saved_at)
  SELECT id, version, name, tax_id, created_at FROM legal_entity;

-- AddForeignKey
ALTER TABLE "legal_entity_version" ADD CONSTRAINT "legal_entity_version_entity_id_fkey" FOREIGN KEY ("entity_id") REFERENCES "legal_entity"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE legal_entity_version ADD CONSTRAINT legal_entity_version_version CHECK (version >= 1);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON legal_entity_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON legal_entity_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
