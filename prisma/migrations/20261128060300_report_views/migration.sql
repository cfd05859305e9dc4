-- Views for BI tools. Their names and columns are promised in docs/report-schema.md, and the tables
-- behind them are not. Amounts are whole minor units; "exponent" is how many of their digits are
-- decimals. Unknown is null, never zero.
CREATE SCHEMA report;

CREATE FUNCTION report.exponent_of(currency text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 3
    WHEN currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX',
      'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 0
    ELSE 2 END;

CREATE VIEW report.days AS
  SELECT r.centre_id, c.name AS centre_name, r.business_date::date AS business_date, r.state,
         r.currency, report.exponent_of(r.currency) AS exponent, r.expected_minor, r.counted_minor,
         r.short_minor, r.over_minor, r.counted_minor - r.expected_minor AS net_minor,
         r.uncounted_minor, r.unexpected_minor, r.sales_minor, r.matched_lines,
         r.within_tolerance_lines, r.short_lines, r.over_lines, r.uncounted_lines,
         r.unexpected_lines, r.unexplained_lines, r.sheet_version, r.changed_sheet_version,
         r.version, r.changed_at
    FROM reconciliation r LEFT JOIN centre c ON c.id = r.centre_id;

CREATE VIEW report.lines AS
  SELECT l.centre_id, l.business_date::date AS business_date, l.shift_id, l.till_id, l.tender_id,
         l.shift_name, l.till_name, l.tender_name, l.tender_kind, l.currency,
         report.exponent_of(l.currency) AS exponent, l.expected_minor, l.counted_minor,
         l.difference_minor, l.tolerance_minor, l.approval_minor, l.sales_minor, l.verdict,
         l.reason, l.count_version
    FROM reconciliation_line l;

CREATE VIEW report.counts AS
  SELECT t.centre_id, t.business_date::date AS business_date, t.shift_id, t.till_id, t.tender_id,
         t.version,
         t.version = max(t.version) OVER (
           PARTITION BY t.centre_id, t.business_date, t.shift_id, t.till_id, t.tender_id
         ) AS in_force,
         c.currency, report.exponent_of(c.currency) AS exponent, t.counted_minor,
         t.float_left_minor, t.source, t.counted_by_id, u.name AS counted_by, t.counted_at
    FROM till_count t
    LEFT JOIN centre c ON c.id = t.centre_id
    LEFT JOIN "user" u ON u.id = t.counted_by_id;

CREATE VIEW report.moves AS
  SELECT m.centre_id, m.business_date::date AS business_date, m.number, m.move, m.from_state,
         m.to_state, m.sheet_version, m.text, m.actor_id, u.name AS actor, m.rule_version,
         m.moved_at
    FROM move m LEFT JOIN "user" u ON u.id = m.actor_id;

CREATE VIEW report.explanations AS
  SELECT e.centre_id, e.business_date::date AS business_date, e.shift_id, e.till_id, e.tender_id,
         e.version, e.kind, e.reason, e.text, c.currency,
         report.exponent_of(c.currency) AS exponent, e.difference_minor, e.count_version,
         e.author_id, u.name AS author, e.created_at
    FROM explanation e
    LEFT JOIN centre c ON c.id = e.centre_id
    LEFT JOIN "user" u ON u.id = e.author_id;
