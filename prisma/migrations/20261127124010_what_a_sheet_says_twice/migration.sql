-- What a cash sheet leaves in doubt and does not add up, with its day; what Cashrec calls its status.

-- AlterTable
ALTER TABLE "cash_sheet" ADD COLUMN "status" TEXT;

-- AlterTable
ALTER TABLE "reconciliation" ADD COLUMN     "closed_shifts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "differences_checked" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "differences_differ" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "finding_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "findings" JSON NOT NULL DEFAULT '[]',
ADD COLUMN     "last_closed_at" TEXT,
ADD COLUMN     "overtaken_shifts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sales_checked" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sales_differ" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "unclosed_shifts" INTEGER NOT NULL DEFAULT 0;

-- Days that are stored already get their sums when they are recomputed; `npm run rebuild` does so
-- for every open one. The others keep what reading their sheet left in doubt.
UPDATE cash_sheet s SET status = v.sheet ->> 'status' FROM cash_sheet_version v
 WHERE v.centre_id = s.centre_id AND v.business_date = s.business_date AND v.version = s.version;
UPDATE reconciliation d SET findings = v.sheet -> 'findings',
       finding_count = jsonb_array_length(v.sheet -> 'findings')
  FROM cash_sheet_version v
 WHERE v.centre_id = d.centre_id AND v.business_date = d.business_date
   AND v.version = d.sheet_version AND jsonb_array_length(v.sheet -> 'findings') > 0;

-- Days with findings are few.
CREATE INDEX reconciliation_findings ON reconciliation (business_date, centre_id)
  WHERE finding_count > 0;
