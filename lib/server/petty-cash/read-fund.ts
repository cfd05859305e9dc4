import "server-only";

/** Reads a petty cash fund as decisions need it: its settings, last closing, entries and count. */
import type { CashSource, FundEntry } from "@/lib/domain/petty-cash/fund";
import { computeBalance, needsApproval } from "@/lib/domain/petty-cash/fund";
import type { CountFacts, EntryFacts } from "@/lib/domain/petty-cash/refusals";
import { type Minor, minor } from "@/lib/domain/money";
import type { Sql } from "../db/sql";
import { amountOf } from "../db/values";

export type FundSettings = {
  version: number;
  currency: string;
  float: Minor | null;
  receiptMax: Minor | null;
  photoFrom: Minor | null;
};

type SettingsRow = Pick<FundSettings, "version" | "currency"> &
  Record<"float" | "receiptMax" | "photoFrom", string | null>;

export async function findFundSettings(sql: Sql, centreId: string): Promise<FundSettings | null> {
  const [row] = await sql<SettingsRow>(
    `SELECT version, currency, float_minor AS float, receipt_max_minor AS "receiptMax",
            photo_from_minor AS "photoFrom"
       FROM petty_cash_fund WHERE centre_id = $1 ORDER BY version DESC LIMIT 1`,
    [centreId],
  );
  if (row === undefined) return null;
  return {
    version: row.version,
    currency: row.currency,
    float: amountOf(row.float),
    receiptMax: amountOf(row.receiptMax),
    photoFrom: amountOf(row.photoFrom),
  };
}

type FundPeriod = {
  /** Null for the open period. */
  number: number | null;
  /** The last date before it; null when it begins with the fund. */
  after: string | null;
  to: string | null;
  opening: Minor;
};

/** The number of the open period is null. */
export async function readPeriod(
  sql: Sql,
  centreId: string,
  number: number | null,
): Promise<FundPeriod> {
  const rows = await sql<{ number: number; to: string; balance: string }>(
    `SELECT number, "to", balance_minor AS balance FROM petty_cash_closing
      WHERE centre_id = $1 AND ($2::int IS NULL OR number <= $2::int)
      ORDER BY number DESC LIMIT 2`,
    [centreId, number],
  );
  const own = number === null ? undefined : rows.find((row) => row.number === number);
  const before = own === undefined ? rows[0] : rows[1];
  return {
    number: own?.number ?? null,
    after: before?.to ?? null,
    to: own?.to ?? null,
    opening: minor(Number(before?.balance ?? 0)),
  };
}

export type StoredEntry = FundEntry & {
  reverses: number | null;
  /** Of a reversal: the count whose difference the reversed entry explained. */
  reversesCount: number | null;
  source: CashSource | null;
  reference: string | null;
  expenseType: string | null;
  supplier: string | null;
  reason: string | null;
  text: string | null;
  vat: { ratePpm: number; grossMinor: number; vatMinor: number }[] | null;
  photoId: string | null;
  countNumber: number | null;
  paidById: string;
  paidBy: string;
  recordedById: string;
  recordedBy: string;
  recordedAt: Date;
  approvedBy: string | null;
  approvedAt: Date | null;
};
type EntryRow = Omit<StoredEntry, "amount"> & { amount: string };

const SELECT_ENTRIES = `
  SELECT e.number, e.kind, e.business_date AS "businessDate", e.amount_minor AS amount,
         a.entry_number IS NOT NULL AS "isApproved", r.number AS "reversedBy", e.reverses,
         CASE WHEN e.reverses IS NULL THEN NULL ELSE oa.entry_number IS NOT NULL END
           AS "reversesApproved",
         o.count_number AS "reversesCount",
         e.source, e.reference, e.expense_type AS "expenseType", e.supplier, e.reason, e.text,
         e.vat, e.photo_id AS "photoId", e.count_number AS "countNumber",
         e.paid_by_id AS "paidById", coalesce(p.name, '') AS "paidBy",
         e.recorded_by_id AS "recordedById", coalesce(u.name, '') AS "recordedBy",
         e.recorded_at AS "recordedAt", au.name AS "approvedBy", a.approved_at AS "approvedAt"
    FROM petty_cash_entry e
    LEFT JOIN petty_cash_approval a ON a.centre_id = e.centre_id AND a.entry_number = e.number
    LEFT JOIN petty_cash_entry r ON r.centre_id = e.centre_id AND r.reverses = e.number
    LEFT JOIN petty_cash_entry o ON o.centre_id = e.centre_id AND o.number = e.reverses
    LEFT JOIN petty_cash_approval oa ON oa.centre_id = e.centre_id AND oa.entry_number = e.reverses
    LEFT JOIN "user" p ON p.id = e.paid_by_id
    LEFT JOIN "user" u ON u.id = e.recorded_by_id
    LEFT JOIN "user" au ON au.id = a.approved_by_id`;

/** Lists the entries after a date and up to one; null is no limit. */
export async function listFundEntries(
  sql: Sql,
  centreId: string,
  { after, to }: Pick<FundPeriod, "after" | "to">,
): Promise<StoredEntry[]> {
  const rows = await sql<EntryRow>(
    `${SELECT_ENTRIES}
      WHERE e.centre_id = $1 AND ($2::text IS NULL OR e.business_date > $2)
        AND ($3::text IS NULL OR e.business_date <= $3)
      ORDER BY e.business_date, e.number`,
    [centreId, after, to],
  );
  return rows.map(toEntry);
}

/** In the order of their numbers, of whichever period. */
export async function listEntriesByNumber(
  sql: Sql,
  centreId: string,
  numbers: readonly number[],
): Promise<StoredEntry[]> {
  const rows = await sql<EntryRow>(
    `${SELECT_ENTRIES} WHERE e.centre_id = $1 AND e.number = ANY ($2::int[]) ORDER BY e.number`,
    [centreId, numbers],
  );
  return rows.map(toEntry);
}

function toEntry(row: EntryRow): StoredEntry {
  return { ...row, amount: minor(Number(row.amount)) };
}

export function toFacts(entry: StoredEntry): EntryFacts {
  const { kind, amount, isApproved, reversedBy, paidById, recordedById } = entry;
  const people = [paidById, recordedById];
  return { kind, amount, isApproved, reversedBy, needsApproval: needsApproval(entry), people };
}

export type StoredCount = CountFacts & { businessDate: string; countedBy: string; countedAt: Date };
type CountRow = Omit<StoredCount, "counted" | "balance"> & { counted: string; balance: string };

/** The latest first. An explanation that was reversed explains nothing. */
export async function listFundCounts(
  sql: Sql,
  centreId: string,
  limit: number,
): Promise<StoredCount[]> {
  const rows = await sql<CountRow>(
    `SELECT c.number, c.business_date AS "businessDate", c.counted_minor AS counted,
            c.balance_minor AS balance, c.last_entry AS "lastEntry",
            (SELECT max(e.number) FROM petty_cash_entry e
              WHERE e.centre_id = c.centre_id AND e.count_number = c.number
                AND e.kind = 'difference'
                AND NOT EXISTS (SELECT FROM petty_cash_entry r
                      WHERE r.centre_id = e.centre_id AND r.reverses = e.number))
              AS "explainedBy",
            c.counted_by_id AS "countedById", coalesce(u.name, '') AS "countedBy",
            c.counted_at AS "countedAt"
       FROM petty_cash_count c LEFT JOIN "user" u ON u.id = c.counted_by_id
      WHERE c.centre_id = $1 ORDER BY c.number DESC LIMIT $2`,
    [centreId, limit],
  );
  return rows.map((row) => ({
    ...row,
    counted: minor(Number(row.counted)),
    balance: minor(Number(row.balance)),
  }));
}

export type OpenFund = {
  settings: FundSettings;
  period: FundPeriod;
  entries: StoredEntry[];
  balance: Minor;
  lastEntry: number;
  latest: StoredCount | null;
};

/** Null where the centre has no fund. */
export async function findOpenFund(sql: Sql, centreId: string): Promise<OpenFund | null> {
  const settings = await findFundSettings(sql, centreId);
  if (settings === null) return null;
  const period = await readPeriod(sql, centreId, null);
  const entries = await listFundEntries(sql, centreId, period);
  const [latest] = await listFundCounts(sql, centreId, 1);
  return {
    settings,
    period,
    entries,
    balance: computeBalance(period.opening, entries),
    lastEntry: await readLastEntry(sql, centreId),
    latest: latest ?? null,
  };
}

async function readLastEntry(sql: Sql, centreId: string): Promise<number> {
  const [row] = await sql<{ number: number }>(
    "SELECT coalesce(max(number), 0) AS number FROM petty_cash_entry WHERE centre_id = $1",
    [centreId],
  );
  return row?.number ?? 0;
}
