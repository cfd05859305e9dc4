-- CreateTable
CREATE TABLE "cash_sheet_import" (
    "id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "imported_by_id" UUID NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cash_sheet_import_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "cash_sheet_import_hash" CHECK (file_hash ~ '^[0-9a-f]{64}$')
);

-- It is the evidence of where imported figures come from.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cash_sheet_import
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON cash_sheet_import
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The file that a version was read from; null when Cashrec sent it.
ALTER TABLE cash_sheet_version ADD COLUMN import_id UUID;
ALTER TABLE cash_sheet_version ADD CONSTRAINT cash_sheet_version_import_id_fkey
  FOREIGN KEY (import_id) REFERENCES cash_sheet_import (id);
