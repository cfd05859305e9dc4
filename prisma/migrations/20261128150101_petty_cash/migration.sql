-- CreateTable
CREATE TABLE "petty_cash_fund" (
    "centre_id" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "float_minor" BIGINT,
    "receipt_max_minor" BIGINT,
    "photo_from_minor" BIGINT,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "petty_cash_fund_pkey" PRIMARY KEY ("centre_id","version")
);

-- CreateTable
CREATE TABLE "petty_cash_entry" (
    "centre_id" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "business_date" TEXT COLLATE "C" NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "reverses" INTEGER,
    "source" TEXT,
    "reference" TEXT,
    "expense_type" TEXT,
    "supplier" TEXT,
    "reason" TEXT,
    "text" TEXT,
    "vat" JSONB,
    "photo_id" UUID,
    "count_number" INTEGER,
    "paid_by_id" UUID NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "petty_cash_entry_pkey" PRIMARY KEY ("centre_id","number")
);

-- CreateTable
CREATE TABLE "petty_cash_approval" (
    "centre_id" TEXT COLLATE "C" NOT NULL,
    "entry_number" INTEGER NOT NULL,
    "approved_by_id" UUID NOT NULL,
    "approved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "petty_cash_approval_pkey" PRIMARY KEY ("centre_id","entry_number")
);

-- CreateTable
CREATE TABLE "petty_cash_photo" (
    "centre_id" TEXT COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "petty_cash_photo_pkey" PRIMARY KEY ("centre_id","id")
);

-- CreateTable
CREATE TABLE "petty_cash_count" (
    "centre_id" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "business_date" TEXT COLLATE "C" NOT NULL,
    "counted_minor" BIGINT NOT NULL,
    "denominations" JSONB,
    "balance_minor" BIGINT NOT NULL,
    "last_entry" INTEGER NOT NULL,
    "counted_by_id" UUID NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "petty_cash_count_pkey" PRIMARY KEY ("centre_id","number")
);

-- CreateTable
CREATE TABLE "petty_cash_closing" (
    "centre_id" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "to" TEXT COLLATE "C" NOT NULL,
    "balance_minor" BIGINT NOT NULL,
    "entries" INTEGER NOT NULL,
    "count_number" INTEGER NOT NULL,
    "closed_by_id" UUID NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "petty_cash_closing_pkey" PRIMARY KEY ("centre_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "petty_cash_entry_centre_id_reverses_key" ON "petty_cash_entry"("centre_id", "reverses");

-- CreateIndex
CREATE INDEX "petty_cash_entry_centre_id_business_date_idx" ON "petty_cash_entry"("centre_id", "business_date");

ALTER TABLE petty_cash_fund
  ADD CONSTRAINT petty_cash_fund_version CHECK (version >= 1),
  ADD CONSTRAINT petty_cash_fund_amounts
    CHECK (float_minor > 0 AND receipt_max_minor > 0 AND photo_from_minor >= 0);
ALTER TABLE petty_cash_entry
  ADD CONSTRAINT petty_cash_entry_number CHECK (number >= 1),
  ADD CONSTRAINT petty_cash_entry_date CHECK (business_date ~ '^\d{4}-\d{2}-\d{2}$'),
  ADD CONSTRAINT petty_cash_entry_reverses CHECK (reverses < number),
  ADD CONSTRAINT petty_cash_entry_kind CHECK (
    CASE kind
      WHEN 'receipt' THEN amount_minor < 0 AND expense_type IS NOT NULL AND vat IS NOT NULL
      WHEN 'top-up' THEN amount_minor > 0 AND source IS NOT NULL
      WHEN 'return' THEN amount_minor < 0 AND source IS NOT NULL
      WHEN 'difference' THEN amount_minor <> 0 AND count_number IS NOT NULL AND reason IS NOT NULL
      WHEN 'reversal' THEN amount_minor <> 0 AND reverses IS NOT NULL AND text IS NOT NULL
      ELSE false END),
  ADD CONSTRAINT petty_cash_entry_reversal CHECK ((kind = 'reversal') = (reverses IS NOT NULL)),
  ADD CONSTRAINT petty_cash_entry_centre_id_reverses_fkey FOREIGN KEY (centre_id, reverses)
    REFERENCES petty_cash_entry (centre_id, number) ON DELETE NO ACTION ON UPDATE NO ACTION,
  ADD CONSTRAINT petty_cash_entry_centre_id_photo_id_fkey FOREIGN KEY (centre_id, photo_id)
    REFERENCES petty_cash_photo (centre_id, id) ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE petty_cash_approval
  ADD CONSTRAINT petty_cash_approval_centre_id_entry_number_fkey
    FOREIGN KEY (centre_id, entry_number) REFERENCES petty_cash_entry (centre_id, number)
    ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE petty_cash_count ADD CONSTRAINT petty_cash_count_number CHECK (number >= 1);
ALTER TABLE petty_cash_closing ADD CONSTRAINT petty_cash_closing_number CHECK (number >= 1);

-- Whatever writes an entry: what the books received of a period does not move afterwards.
CREATE FUNCTION refuse_closed_petty_cash() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM petty_cash_closing c
              WHERE c.centre_id = NEW.centre_id AND c."to" >= NEW.business_date) THEN
    RAISE EXCEPTION 'The petty cash of % is closed up to %', NEW.centre_id, NEW.business_date;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER closed_period BEFORE INSERT ON petty_cash_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_petty_cash();

DO $$
DECLARE
  name TEXT;
BEGIN
  FOREACH name IN ARRAY ARRAY['petty_cash_fund', 'petty_cash_entry', 'petty_cash_approval',
    'petty_cash_photo', 'petty_cash_count', 'petty_cash_closing']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I
      FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER append_only_all BEFORE TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
