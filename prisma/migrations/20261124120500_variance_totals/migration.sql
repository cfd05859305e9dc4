-- What the figures of each day are made of, in one row, and sums of them over centres and months.

-- CreateTable
CREATE TABLE "variance_day" (
    "centre_id" TEXT NOT NULL,
    "business_date" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "currency" TEXT NOT NULL,
    "shift_ids" TEXT[],
    "till_ids" TEXT[],
    "tender_ids" TEXT[],
    "expected_minor" BIGINT[],
    "counted_minor" BIGINT[],
    "sales_minor" BIGINT[],
    "verdicts" TEXT[],
    "cash_taken_minor" BIGINT,
    "deposited_minor" BIGINT,
    "float_minor" BIGINT[],

    CONSTRAINT "variance_day_pkey" PRIMARY KEY ("centre_id","business_date")
);

-- CreateTable
CREATE TABLE "variance_total" (
    "level" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "centre_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "shift_id" TEXT NOT NULL,
    "till_id" TEXT NOT NULL,
    "tender_id" TEXT NOT NULL,
    "part" BIGSERIAL NOT NULL,
    "expected_minor" BIGINT NOT NULL,
    "counted_minor" BIGINT NOT NULL,
    "short_minor" BIGINT NOT NULL,
    "over_minor" BIGINT NOT NULL,
    "sales_minor" BIGINT NOT NULL,
    "sales_lines" INTEGER NOT NULL,
    "matched_lines" INTEGER NOT NULL,
    "within_tolerance_lines" INTEGER NOT NULL,
    "short_lines" INTEGER NOT NULL,
    "over_lines" INTEGER NOT NULL,
    "uncounted_lines" INTEGER NOT NULL,
    "unexpected_lines" INTEGER NOT NULL,

    CONSTRAINT "variance_total_pkey" PRIMARY KEY ("level","period","centre_id","part")
);

-- CreateTable
CREATE TABLE "variance_name" (
    "id" BIGSERIAL NOT NULL,
    "centre_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "named_id" TEXT NOT NULL,
    "name" TEXT,
    "tender_kind" TEXT,

    CONSTRAINT "variance_name_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "variance_name_centre_id_kind_named_id_idx" ON "variance_name"("centre_id", "kind", "named_id");

-- Ids and business dates sort by their bytes.
ALTER TABLE variance_day
  ALTER COLUMN centre_id TYPE text COLLATE "C", ALTER COLUMN business_date TYPE text COLLATE "C",
  ADD CONSTRAINT variance_day_state CHECK (state IN ('open', 'reviewed', 'approved', 'closed'));
ALTER TABLE variance_total
  ALTER COLUMN level TYPE text COLLATE "C", ALTER COLUMN period TYPE text COLLATE "C",
  ALTER COLUMN centre_id TYPE text COLLATE "C", ALTER COLUMN shift_id TYPE text COLLATE "C",
  ALTER COLUMN till_id TYPE text COLLATE "C", ALTER COLUMN tender_id TYPE text COLLATE "C",
  ADD CONSTRAINT variance_total_level CHECK (level IN ('date', 'month', 'month-cell'));
ALTER TABLE variance_name
  ALTER COLUMN centre_id TYPE text COLLATE "C", ALTER COLUMN named_id TYPE text COLLATE "C",
  ADD CONSTRAINT variance_name_kind CHECK (kind IN ('shift', 'till', 'tender'));

-- The statement that makes sums of days, each of which counts by its sign.
CREATE FUNCTION variance_totals_of(signed_days text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format($sql$
    SELECT * FROM (
      SELECT CASE WHEN grouping(business_date) = 0 THEN 'date'
                  WHEN grouping(shift_id) = 0 THEN 'month-cell' ELSE 'month' END,
             coalesce(business_date, month), coalesce(centre_id, '*'), state, currency,
             coalesce(shift_id, '*'), coalesce(till_id, '*'), coalesce(tender_id, '*'),
             coalesce(sum(sign * expected) FILTER (WHERE gap IS NOT NULL), 0) AS expected,
             coalesce(sum(sign * counted) FILTER (WHERE gap IS NOT NULL), 0) AS counted,
             coalesce(sum(sign * gap) FILTER (WHERE gap < 0), 0) AS short,
             coalesce(sum(sign * gap) FILTER (WHERE gap > 0), 0) AS over,
             coalesce(sum(sign * sales), 0) AS sales,
             coalesce(sum(sign) FILTER (WHERE sales IS NOT NULL), 0) AS sold,
             coalesce(sum(sign) FILTER (WHERE verdict = 'matched'), 0) AS v1,
             coalesce(sum(sign) FILTER (WHERE verdict = 'within-tolerance'), 0) AS v2,
             coalesce(sum(sign) FILTER (WHERE verdict = 'short'), 0) AS v3,
             coalesce(sum(sign) FILTER (WHERE verdict = 'over'), 0) AS v4,
             coalesce(sum(sign) FILTER (WHERE verdict = 'uncounted'), 0) AS v5,
             coalesce(sum(sign) FILTER (WHERE verdict = 'unexpected'), 0) AS v6
        FROM (
          SELECT d.sign, d.business_date, left(d.business_date, 7) COLLATE "C" AS month,
                 d.centre_id, d.state, d.currency, c.*, c.counted - c.expected AS gap
            FROM (%s) d
           CROSS JOIN LATERAL unnest(d.shift_ids, d.till_ids, d.tender_ids, d.expected_minor,
                   d.counted_minor, d.sales_minor, d.verdicts)
                   AS c (shift_id, till_id, tender_id, expected, counted, sales, verdict)
        ) cell
       GROUP BY GROUPING SETS (
         (business_date, state, currency, shift_id, tender_id),
         (centre_id, month, state, currency, shift_id, till_id, tender_id),
         (centre_id, month, state, currency))
    ) s
     WHERE expected <> 0 OR counted <> 0 OR short <> 0 OR over <> 0 OR sales <> 0 OR sold <> 0
        OR v1 <> 0 OR v2 <> 0 OR v3 <> 0 OR v4 <> 0 OR v5 <> 0 OR v6 <> 0
  $sql$, signed_days);
$$;

-- Sums are kept by adding what a statement changes, as rows of their own: nobody waits for anybody
-- else's sum, and what is read is always the sum of the rows. Folding them is done now and then.
CREATE FUNCTION keep_variance_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'INSERT INTO variance_total (level, period, centre_id, state, currency, shift_id, till_id,
      tender_id, expected_minor, counted_minor, short_minor, over_minor, sales_minor, sales_lines,
      matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
      unexpected_lines) ' || variance_totals_of(CASE TG_OP
    WHEN 'INSERT' THEN 'SELECT 1 AS sign, n.* FROM new_days n'
    WHEN 'DELETE' THEN 'SELECT -1 AS sign, o.* FROM old_days o'
    ELSE 'SELECT 1 AS sign, n.* FROM new_days n UNION ALL SELECT -1, o.* FROM old_days o'
  END);
  RETURN NULL;
END;
$$;
CREATE TRIGGER keep_variance_totals_of_new AFTER INSERT ON variance_day
  REFERENCING NEW TABLE AS new_days
  FOR EACH STATEMENT EXECUTE FUNCTION keep_variance_totals();
CREATE TRIGGER keep_variance_totals_of_changed AFTER UPDATE ON variance_day
  REFERENCING NEW TABLE AS new_days OLD TABLE AS old_days
  FOR EACH STATEMENT EXECUTE FUNCTION keep_variance_totals();
CREATE TRIGGER keep_variance_totals_of_gone AFTER DELETE ON variance_day
  REFERENCING OLD TABLE AS old_days
  FOR EACH STATEMENT EXECUTE FUNCTION keep_variance_totals();

-- A day's state stands where its figures stand, whoever moves it.
CREATE FUNCTION keep_variance_states() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE variance_day v SET state = n.state FROM new_rows n
   WHERE v.centre_id = n.centre_id AND v.business_date = n.business_date AND v.state <> n.state;
  RETURN NULL;
END;
$$;
CREATE TRIGGER keep_variance_states AFTER UPDATE ON reconciliation
  REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION keep_variance_states();

-- The days that are held already, and what their shifts, tills and tenders are called.
INSERT INTO variance_day (centre_id, business_date, state, currency, shift_ids, till_ids,
  tender_ids, expected_minor, counted_minor, sales_minor, verdicts, float_minor, cash_taken_minor,
  deposited_minor)
SELECT centre_id, business_date, min(d.state), min(l.currency),
       array_agg(shift_id ORDER BY shift_id, till_id, tender_id),
       array_agg(till_id ORDER BY shift_id, till_id, tender_id),
       array_agg(tender_id ORDER BY shift_id, till_id, tender_id),
       array_agg(l.expected_minor ORDER BY shift_id, till_id, tender_id),
       array_agg(l.counted_minor ORDER BY shift_id, till_id, tender_id),
       array_agg(l.sales_minor ORDER BY shift_id, till_id, tender_id),
       array_agg(l.verdict ORDER BY shift_id, till_id, tender_id),
       array_agg(c.float ORDER BY shift_id, till_id, tender_id),
       sum(c.taken), sum(c.deposited)
  FROM reconciliation_line l
  JOIN reconciliation d USING (centre_id, business_date)
  LEFT JOIN LATERAL (
    SELECT sum(t."amountMinor") FILTER (WHERE t.term = 'float') AS float,
           CASE WHEN l.sales_minor IS NOT NULL THEN sum(t."amountMinor") FILTER (WHERE t.term IN
             ('sales', 'contributions', 'withdrawals', 'expenses')) END AS taken,
           -sum(t."amountMinor") FILTER (WHERE t.term = 'deposits') AS deposited
      FROM jsonb_to_recordset(l.terms) AS t (term text, "amountMinor" bigint)
  ) c ON l.terms IS NOT NULL
 GROUP BY centre_id, business_date;

INSERT INTO variance_name (centre_id, kind, named_id, name, tender_kind)
SELECT DISTINCT centre_id, 'shift', shift_id, shift_name, NULL FROM reconciliation_line
UNION SELECT centre_id, 'till', till_id, till_name, NULL FROM reconciliation_line
UNION SELECT centre_id, 'tender', tender_id, tender_name, tender_kind FROM reconciliation_line;

-- The figures of many centres on few dates, read from the indexes alone. The schema language has no
-- words for such an index and takes it for a stray; partial ones it leaves alone, so that these have
-- a condition which every row meets, and which the queries repeat.
CREATE INDEX reconciliation_figures ON reconciliation (business_date, centre_id)
  INCLUDE (state, currency, sheet_version, expected_minor, counted_minor, short_minor, over_minor,
    sales_minor, matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
    unexpected_lines)
  WHERE sheet_version >= 0;
CREATE INDEX variance_day_cash ON variance_day (business_date, centre_id)
  INCLUDE (state, currency, cash_taken_minor, deposited_minor)
  WHERE currency <> '';
