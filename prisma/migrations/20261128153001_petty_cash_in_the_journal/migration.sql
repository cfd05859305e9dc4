-- A closed period of petty cash is posted by its dates, beside the days of the same centre.
ALTER TABLE "journal_entry" ADD COLUMN "source" TEXT NOT NULL DEFAULT 'day';

DROP INDEX "journal_entry_signed_day";
CREATE UNIQUE INDEX "journal_entry_signed_day" ON "journal_entry"
  ("entity_id", "centre_id", "business_date", "move_number")
  WHERE "reverses" IS NULL AND "source" = 'day';
-- What a period contains on one date is posted once, whatever asks for it.
CREATE UNIQUE INDEX "journal_entry_petty_cash" ON "journal_entry"
  ("entity_id", "centre_id", "business_date", "move_number")
  WHERE "source" = 'petty-cash';

ALTER TABLE journal_entry
  ADD CONSTRAINT journal_entry_source CHECK (
    CASE source WHEN 'day' THEN true WHEN 'petty-cash' THEN reverses IS NULL ELSE false END);
