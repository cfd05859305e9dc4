import "server-only";

/** Lists how entries of recent cash sheets are labelled, so that accounts are chosen for them. */
import type { SeenLabelList } from "@/lib/contracts/journal-account";
import { normalizeLabel } from "@/lib/domain/journal/account-rule";
import { TERM_PURPOSES } from "@/lib/domain/journal/purpose";
import type { Scope } from "@/lib/domain/permission";
import { sql } from "../db/sql";
import { TERM_ROWS } from "../recompute/stored-terms";

/** A form offers labels of the latest days; it need not know every one of them. */
const DAYS_MAX = 3_000;

type LabelRecord = { purpose: SeenLabelList["labels"][number]["purpose"]; label: string };

/** Labels that differ in case and spaces alone are one, as they are for the rules. */
export async function listSeenLabels(_scope: Scope<"journal:view">): Promise<SeenLabelList> {
  const rows = await sql<LabelRecord>(
    `SELECT DISTINCT t.term AS purpose, label
       FROM (SELECT r.centre_id, r.business_date FROM reconciliation r
              ORDER BY r.business_date DESC LIMIT ${DAYS_MAX}) d
       JOIN reconciliation_line l USING (centre_id, business_date)
       CROSS JOIN LATERAL ${TERM_ROWS} t
       CROSS JOIN LATERAL unnest(t.labels) AS label
      WHERE t.term = ANY ($1::text[]) AND label <> ''
      ORDER BY 1, 2`,
    [Object.keys(TERM_PURPOSES)],
  );
  const labels = new Map<string, LabelRecord>();
  for (const { purpose, label } of rows) {
    const key = `${purpose} ${normalizeLabel(label)}`;
    if (!labels.has(key)) labels.set(key, { purpose, label: label.trim() });
  }
  return { labels: [...labels.values()] };
}
