-- What days owe for tips and gift cards, added up by centre and month beside the counts of the days,
-- so that what was owed before a month is not the sum of every day since the beginning.

-- A day that is stored meanwhile would be added up neither here nor by the trigger.
LOCK TABLE reconciliation IN SHARE ROW EXCLUSIVE MODE;

-- AlterTable
ALTER TABLE "variance_total" ADD COLUMN     "gift_cards_in_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "gift_cards_out_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "gift_cards_unknown" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "tips_in_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "tips_out_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "tips_unknown" INTEGER NOT NULL DEFAULT 0;

-- As before, with what is owed.
CREATE OR REPLACE FUNCTION keep_day_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('
    INSERT INTO variance_total (level, period, centre_id, state, currency, shift_id, till_id,
      tender_id, expected_minor, counted_minor, short_minor, over_minor, sales_minor, sales_lines,
      matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
      unexpected_lines, days, tips_in_minor, tips_out_minor, tips_unknown, gift_cards_in_minor,
      gift_cards_out_minor, gift_cards_unknown)
    SELECT ''month'', left(business_date, 7), centre_id, state, currency, ''*'', ''*'', ''*'',
           0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, sum(sign),
           sum(sign * tips_in_minor), sum(sign * tips_out_minor), sum(sign * tips_unknown),
           sum(sign * gift_cards_in_minor), sum(sign * gift_cards_out_minor),
           sum(sign * gift_cards_unknown)
      FROM (%s) d
     GROUP BY left(business_date, 7), centre_id, state, currency
    HAVING (sum(sign), sum(sign * tips_in_minor), sum(sign * tips_out_minor),
            sum(sign * tips_unknown), sum(sign * gift_cards_in_minor),
            sum(sign * gift_cards_out_minor), sum(sign * gift_cards_unknown))
           <> (0, 0, 0, 0, 0, 0, 0)',
    CASE TG_OP
      WHEN 'INSERT' THEN 'SELECT 1 AS sign, n.* FROM new_rows n'
      WHEN 'DELETE' THEN 'SELECT -1 AS sign, o.* FROM old_rows o'
      ELSE 'SELECT 1 AS sign, n.* FROM new_rows n UNION ALL SELECT -1, o.* FROM old_rows o'
    END);
  RETURN NULL;
END;
$$;

-- The days that are held already.
INSERT INTO variance_total (level, period, centre_id, state, currency, shift_id, till_id, tender_id,
  expected_minor, counted_minor, short_minor, over_minor, sales_minor, sales_lines, matched_lines,
  within_tolerance_lines, short_lines, over_lines, uncounted_lines, unexpected_lines,
  tips_in_minor, tips_out_minor, tips_unknown, gift_cards_in_minor, gift_cards_out_minor,
  gift_cards_unknown)
SELECT 'month', left(business_date, 7), centre_id, state, currency, '*', '*', '*',
       0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, sum(tips_in_minor), sum(tips_out_minor),
       sum(tips_unknown), sum(gift_cards_in_minor), sum(gift_cards_out_minor),
       sum(gift_cards_unknown)
  FROM reconciliation
 WHERE (tips_in_minor, tips_out_minor, tips_unknown, gift_cards_in_minor, gift_cards_out_minor,
        gift_cards_unknown) <> (0, 0, 0, 0, 0, 0)
 GROUP BY left(business_date, 7), centre_id, state, currency;
