-- Each legal entity has batches of its own, and a day is in the books of one entity at a time.

-- A batch has the name of its entity as it was, so that its files are always the same bytes. It is
-- null in the series of the organisation, as in every batch there is.
ALTER TABLE "journal_batch" ADD COLUMN "entity_name" TEXT;

-- How often the day had been posted, in whichever entity: 1, 2, 3 and on. A reversal has the number
-- of the entry that it reverses.
ALTER TABLE "journal_entry" ADD COLUMN "occurrence" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE journal_entry DISABLE TRIGGER append_only;
UPDATE journal_entry e SET occurrence = n.occurrence
  FROM (SELECT entity_id, number, row_number() OVER (
                 PARTITION BY source, centre_id, business_date ORDER BY number) AS occurrence
          FROM journal_entry WHERE reverses IS NULL) n
 WHERE e.entity_id = n.entity_id AND e.number = n.number AND n.occurrence > 1;
UPDATE journal_entry e SET occurrence = n.occurrence FROM journal_entry n
 WHERE n.entity_id = e.entity_id AND n.number = e.reverses AND n.occurrence > 1;
ALTER TABLE journal_entry ENABLE TRIGGER append_only;

-- A day that comes back to an entity is posted there again under the same move. That it is posted
-- once at a time, whatever asks for it, follows from its occurrences.
DROP INDEX "journal_entry_signed_day";
DROP INDEX "journal_entry_petty_cash";
CREATE UNIQUE INDEX "journal_entry_occurrence" ON "journal_entry"
  ("centre_id", "business_date", "source", "occurrence") WHERE "reverses" IS NULL;

-- Petty cash of a centre that belongs to another entity is taken back, as days are.
ALTER TABLE journal_entry
  DROP CONSTRAINT journal_entry_source,
  ADD CONSTRAINT journal_entry_source CHECK (source IN ('day', 'petty-cash')),
  ADD CONSTRAINT journal_entry_occurrence CHECK (occurrence >= 1);
-- The series of centres without an entity has this name.
ALTER TABLE legal_entity ADD CONSTRAINT legal_entity_id CHECK (id <> 'organisation');
