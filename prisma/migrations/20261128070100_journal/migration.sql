-- CreateTable
CREATE TABLE "journal_account_rule" (
    "scope_id" TEXT COLLATE "C" NOT NULL,
    "purpose" TEXT COLLATE "C" NOT NULL,
    "selector" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "account" TEXT,
    "vat_account" TEXT,
    "vat_ppm" INTEGER,
    "tax_code" TEXT,
    "valid_from" TEXT COLLATE "C" NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "journal_account_rule_pkey" PRIMARY KEY ("scope_id","purpose","selector","version")
);

-- CreateTable
CREATE TABLE "journal_format_version" (
    "version" INTEGER NOT NULL,
    "settings" JSONB NOT NULL,
    "saved_by_id" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "journal_format_version_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "journal_batch" (
    "entity_id" TEXT COLLATE "C" NOT NULL DEFAULT 'organisation',
    "number" INTEGER NOT NULL,
    "from" TEXT COLLATE "C",
    "to" TEXT COLLATE "C" NOT NULL,
    "settings" JSONB NOT NULL,
    "entries" INTEGER NOT NULL,
    "reversals" INTEGER NOT NULL,
    "posted_by_id" UUID NOT NULL,
    "posted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "journal_batch_pkey" PRIMARY KEY ("entity_id","number")
);

-- CreateTable
CREATE TABLE "journal_entry" (
    "entity_id" TEXT COLLATE "C" NOT NULL DEFAULT 'organisation',
    "number" INTEGER NOT NULL,
    "batch_number" INTEGER NOT NULL,
    "centre_id" TEXT COLLATE "C" NOT NULL,
    "centre_name" TEXT NOT NULL,
    "business_date" TEXT COLLATE "C" NOT NULL,
    "currency" TEXT NOT NULL,
    "move_number" INTEGER NOT NULL,
    "reverses" INTEGER,
    "total_minor" BIGINT NOT NULL,

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("entity_id","number")
);

-- CreateTable
CREATE TABLE "journal_posting" (
    "entity_id" TEXT COLLATE "C" NOT NULL DEFAULT 'organisation',
    "entry_number" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "debit" TEXT COLLATE "C" NOT NULL,
    "credit" TEXT COLLATE "C" NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "purpose" TEXT NOT NULL,
    "detail" TEXT,
    "debit_tax" TEXT,
    "credit_tax" TEXT,

    CONSTRAINT "journal_posting_pkey" PRIMARY KEY ("entity_id","entry_number","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "journal_entry_entity_id_reverses_key" ON "journal_entry"("entity_id", "reverses");

-- CreateIndex
-- It does not begin with the entity: beside the key it would look as good for finding one entry.
CREATE INDEX "journal_entry_batch_number_number_idx" ON "journal_entry"("batch_number", "number");

-- CreateIndex
CREATE INDEX "journal_entry_centre_id_business_date_idx" ON "journal_entry"("centre_id", "business_date");

-- A day as it was signed once is posted once, whatever asks for it.
CREATE UNIQUE INDEX "journal_entry_signed_day" ON "journal_entry"
  ("entity_id", "centre_id", "business_date", "move_number") WHERE "reverses" IS NULL;

ALTER TABLE journal_account_rule
  ADD CONSTRAINT journal_account_rule_version CHECK (version >= 1),
  ADD CONSTRAINT journal_account_rule_vat
    CHECK ((vat_account IS NULL) = (vat_ppm IS NULL) AND (vat_ppm IS NULL OR vat_ppm >= 0));
ALTER TABLE journal_batch
  ADD CONSTRAINT journal_batch_number CHECK (number >= 1),
  ADD CONSTRAINT journal_batch_range CHECK ("from" IS NULL OR "from" <= "to");
ALTER TABLE journal_entry
  ADD CONSTRAINT journal_entry_number CHECK (number >= 1),
  ADD CONSTRAINT journal_entry_reverses CHECK (reverses < number),
  ADD CONSTRAINT journal_entry_entity_id_batch_number_fkey
    FOREIGN KEY (entity_id, batch_number) REFERENCES journal_batch (entity_id, number)
    ON DELETE NO ACTION ON UPDATE NO ACTION DEFERRABLE;
-- No posting can leave an entry out of balance: it has both of its sides. It has no foreign key,
-- which would take half the time of a month of a thousand centres; one function writes both.
ALTER TABLE journal_posting
  ADD CONSTRAINT journal_posting_amount CHECK (amount_minor > 0),
  ADD CONSTRAINT journal_posting_sides CHECK (debit <> credit);

-- What the books have received is not changed, only reversed.
DO $$
DECLARE
  name TEXT;
BEGIN
  FOREACH name IN ARRAY ARRAY['journal_account_rule', 'journal_format_version', 'journal_batch',
    'journal_entry', 'journal_posting']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I
      FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
