import "server-only";

/** Adds an entry to a fund under the next number, with its entry in the audit trail. */
import type { AuditAction } from "@/lib/domain/audit/actions";
import type { Minor } from "@/lib/domain/money";
import type { EntryKind } from "@/lib/domain/petty-cash/fund";
import type { VatLine } from "@/lib/domain/petty-cash/receipt";
import { appendAudit } from "../audit/append";
import type { FundChange } from "./change-fund";

type NewEntry = {
  kind: EntryKind;
  businessDate: string;
  amount: Minor;
  paidById: string;
  reverses?: number;
  source?: string;
  reference?: string | null;
  expenseType?: string;
  supplier?: string;
  reason?: string;
  text?: string | null;
  vat?: readonly VatLine[];
  photoId?: string | null;
  countNumber?: number;
};

export async function insertEntry(
  { sql, actorId, centreId, fund }: FundChange,
  entry: NewEntry,
  action: AuditAction,
): Promise<{ number: number }> {
  const number = fund.lastEntry + 1;
  const { kind, businessDate, amount, paidById } = entry;
  const { reverses = null, source = null, reference = null, expenseType = null } = entry;
  const { supplier = null, reason = null, text = null, photoId = null } = entry;
  const { countNumber = null } = entry;
  const vat = entry.vat?.map((line) => ({
    ratePpm: line.ratePpm,
    grossMinor: line.gross,
    vatMinor: line.vat,
  }));
  await sql(
    `INSERT INTO petty_cash_entry (centre_id, number, kind, business_date, amount_minor, reverses,
       source, reference, expense_type, supplier, reason, text, vat, photo_id, count_number,
       paid_by_id, recorded_by_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14, $15, $16, $17)`,
    [
      centreId,
      number,
      kind,
      businessDate,
      amount,
      reverses,
      source,
      reference,
      expenseType,
      supplier,
      reason,
      text,
      vat === undefined ? null : JSON.stringify(vat),
      photoId,
      countNumber,
      paidById,
      actorId,
    ],
  );
  const after = {
    number,
    kind,
    amountMinor: amount,
    reverses,
    source,
    reference,
    expenseType,
    supplier,
    reason,
    text,
    vat: vat ?? null,
    photoId,
    countNumber,
    paidById,
  };
  await appendAudit(sql, { actorId, action, centreId, businessDate, after: dropAbsent(after) });
  return { number };
}

/** The trail shows what was recorded, not every column that an entry of another kind has. */
function dropAbsent(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}
