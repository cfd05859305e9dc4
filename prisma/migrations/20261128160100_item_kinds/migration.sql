-- CreateTable
CREATE TABLE "item_kind" (
    "source" TEXT NOT NULL,
    "item" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "meaning" TEXT,
    "valid_from" TEXT COLLATE "C" NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "item_kind_pkey" PRIMARY KEY ("source","item","version")
);

ALTER TABLE item_kind
  ADD CONSTRAINT item_kind_source CHECK (source IN ('tender', 'entry')),
  ADD CONSTRAINT item_kind_version CHECK (version >= 1),
  ADD CONSTRAINT item_kind_valid_from CHECK (valid_from ~ '^\d{4}-\d{2}-\d{2}$');

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON item_kind
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON item_kind
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Checked for new lines alone: those that are stored satisfy the narrower list.
ALTER TABLE reconciliation_line
  DROP CONSTRAINT reconciliation_line_tender_kind,
  ADD CONSTRAINT reconciliation_line_tender_kind CHECK (tender_kind IN
    ('cash', 'card', 'voucher', 'gift-card', 'gift-card-sale', 'tip', 'other')) NOT VALID;
