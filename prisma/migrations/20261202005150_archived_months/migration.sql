-- Months that `npm run archive` has written into files and dropped. All days before the end of the
-- last one are archived: they can't be stored again, and no list may show them as days without
-- sheets. The application reads this table, and only the owner of the tables writes it.

-- CreateTable
CREATE TABLE "archived_month" (
    "month" TEXT NOT NULL,
    "manifest_hash" TEXT NOT NULL,
    "rows" BIGINT NOT NULL,
    "archived_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_by" TEXT NOT NULL,

    CONSTRAINT "archived_month_pkey" PRIMARY KEY ("month")
);

ALTER TABLE archived_month
  ADD CONSTRAINT archived_month_month CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  ADD CONSTRAINT archived_month_manifest_hash CHECK (manifest_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT archived_month_rows CHECK (rows >= 0);

-- The first business date that is not archived; null where nothing is.
CREATE FUNCTION archived_until() RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT to_char((max(month) || '-01')::date + interval '1 month', 'YYYY-MM-DD') FROM archived_month
$$;

-- Whatever the program that archives has found, these hold.
CREATE FUNCTION check_archived_month() RETURNS trigger LANGUAGE plpgsql
  SET search_path = public, pg_temp AS $$
DECLARE
  until date := (NEW.month || '-01')::date + interval '1 month';
BEGIN
  IF until > (now() AT TIME ZONE 'UTC') - interval '24 months' THEN
    RAISE EXCEPTION '% has not been over for 24 months', NEW.month USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM reconciliation WHERE business_date < NEW.month || '-01') THEN
    RAISE EXCEPTION 'Days before % are not archived', NEW.month USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM reconciliation r
              WHERE business_date < until::text AND state <> 'closed'
                AND (sheet_version > 0 OR EXISTS (SELECT FROM reconciliation_line l
                      WHERE l.centre_id = r.centre_id AND l.business_date = r.business_date))) THEN
    RAISE EXCEPTION 'A day of % is not closed', NEW.month USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER check_archived_month BEFORE INSERT ON archived_month
  FOR EACH ROW EXECUTE FUNCTION check_archived_month();
ALTER TABLE archived_month ENABLE ALWAYS TRIGGER check_archived_month;

-- Days of the last two years can't be archived, so that only older ones cost a look. A condition of
-- the trigger itself would depend on a column, and stop `npm run partition`. Lines and their sums are
-- stored with the row of their day, which is refused: with a trigger, COPY stores row by row.
CREATE FUNCTION refuse_archived() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  until text;
BEGIN
  IF NEW.business_date >= to_char(now() - interval '23 months', 'YYYY-MM-DD') THEN
    RETURN NEW;
  END IF;
  until := public.archived_until();
  IF NEW.business_date < until THEN
    RAISE EXCEPTION 'Days before % are archived', until USING ERRCODE = 'CF120', DETAIL = until;
  END IF;
  RETURN NEW;
END;
$$;

DO $$
DECLARE
  day record;
BEGIN
  FOR day IN
    SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
       AND a.attname = 'business_date' AND NOT a.attisdropped
       AND c.relname NOT IN ('audit_entry', 'journal_entry', 'notice', 'petty_cash_count',
                             'petty_cash_entry', 'webhook_delivery', 'reconciliation_line',
                             'variance_day')
  LOOP
    EXECUTE format('CREATE TRIGGER not_archived BEFORE INSERT ON %s
      FOR EACH ROW EXECUTE FUNCTION refuse_archived()', day.name);
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER not_archived', day.name);
  END LOOP;
END;
$$;
