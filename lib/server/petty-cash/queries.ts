import "server-only";

/** Reads the fund of a centre, without what a counter of a blind centre must not know. */
import type {
  FundCount,
  FundEntryView,
  PettyCash,
  PettyCashSearch,
} from "@/lib/contracts/petty-cash";
import { computeBusinessDate } from "@/lib/domain/business-date";
import type { Minor } from "@/lib/domain/money";
import type { Scope } from "@/lib/domain/permission";
import { listRunningBalances, needsApproval } from "@/lib/domain/petty-cash/fund";
import { computeCountDifference, refuseApproval } from "@/lib/domain/petty-cash/refusals";
import { AppError } from "../app-error";
import { readCounting } from "../centres/counting";
import { getCentre } from "../centres/queries";
import { sql } from "../db/sql";
import { getDenominations } from "../denominations/queries";
import { readExpenseTypes } from "./expense-types";
import { listFundPeople } from "./people";
import {
  findOpenFund,
  listFundCounts,
  listFundEntries,
  type OpenFund,
  readPeriod,
  type StoredCount,
  type StoredEntry,
  toFacts,
} from "./read-fund";
import type { FundReader } from "./reader";

const COUNTS_SHOWN = 10;
const CLOSINGS_SHOWN = 36;

export async function getPettyCash(
  scope: Scope<"till-count:view">,
  { centreId, period }: PettyCashSearch,
  reader: FundReader,
): Promise<PettyCash> {
  const centre = await getCentre(scope, centreId);
  const fund = await findOpenFund(sql, centreId);
  const today = computeBusinessDate(Date.now(), centre);
  const { blindMode } = await readCounting(sql, { centreId, businessDate: today });
  const isBlind = blindMode !== "shown" && !reader.comparesCentre(centreId);
  const view = { reader, centreId, isBlind, revealsOwn: blindMode === "after-entry" };
  const shown = await readShown(fund, centreId, period);
  const currency = fund?.settings.currency ?? centre.currency;
  return {
    centreId,
    centreName: centre.name,
    currency,
    today,
    settings: toSettings(fund),
    isBlind,
    balanceMinor: isBlind ? null : (fund?.balance ?? null),
    isBelowZero: (fund?.balance ?? 0) < 0,
    openingMinor: isBlind || fund === null ? null : shown.opening,
    closedTo: fund?.period.after ?? null,
    lastEntry: fund?.lastEntry ?? 0,
    period: shown.number,
    entries: toEntryViews(shown, view),
    waiting: (fund?.entries ?? []).filter(needsApproval).length,
    counts: (await listFundCounts(sql, centreId, COUNTS_SHOWN)).map((count) =>
      toCountView(count, view),
    ),
    closings: await listClosings(centreId, isBlind),
    people: await listFundPeople(sql, centreId),
    expenseTypes: await readExpenseTypes(sql),
    denominations: (await getDenominations(currency)).denominations,
  };
}

type Shown = { number: number | null; opening: Minor | 0; entries: StoredEntry[] };

async function readShown(
  fund: OpenFund | null,
  centreId: string,
  period: number | undefined,
): Promise<Shown> {
  if (fund === null) return { number: null, opening: 0, entries: [] };
  if (period === undefined) {
    return { number: null, opening: fund.period.opening, entries: fund.entries };
  }
  const closed = await readPeriod(sql, centreId, period);
  if (closed.number === null) throw new AppError("NOT_FOUND", "There is no such period.");
  const entries = await listFundEntries(sql, centreId, closed);
  return { number: period, opening: closed.opening, entries };
}

function toSettings(fund: OpenFund | null): PettyCash["settings"] {
  if (fund === null) return null;
  const { version, float, receiptMax, photoFrom } = fund.settings;
  return { version, floatMinor: float, receiptMaxMinor: receiptMax, photoFromMinor: photoFrom };
}

type View = { reader: FundReader; centreId: string; isBlind: boolean; revealsOwn: boolean };

/** The amount of a difference, or of its reversal, says what the fund should have contained. */
function toEntryViews({ opening, entries }: Shown, view: View): FundEntryView[] {
  return listRunningBalances(opening as Minor, entries)
    .toReversed()
    .filter(({ entry }) => !view.isBlind || (entry.countNumber ?? entry.reversesCount) === null)
    .map(({ entry, balance }) => toEntryView(entry, view.isBlind ? null : balance, view));
}

function toEntryView(entry: StoredEntry, balance: Minor | null, view: View): FundEntryView {
  const { approvedAt, approvedBy } = entry;
  const { reader, centreId } = view;
  return {
    number: entry.number,
    kind: entry.kind,
    businessDate: entry.businessDate,
    amountMinor: entry.amount,
    balanceMinor: balance,
    reverses: entry.reverses,
    reversedBy: entry.reversedBy,
    source: entry.source,
    reference: entry.reference,
    expenseType: entry.expenseType,
    supplier: entry.supplier,
    reason: entry.reason,
    text: entry.text,
    vat: entry.vat ?? [],
    photoId: entry.photoId,
    paidBy: entry.paidBy,
    recordedBy: entry.recordedBy,
    recordedAt: entry.recordedAt.toISOString(),
    approved: approvedAt === null ? null : { by: approvedBy ?? "", at: approvedAt.toISOString() },
    waits: needsApproval(entry),
    isApprovable:
      reader.approvesIn(centreId) && refuseApproval(toFacts(entry), reader.userId) === null,
  };
}

function toCountView(count: StoredCount, { reader, isBlind, revealsOwn }: View): FundCount {
  const isOwn = count.countedById === reader.userId;
  const isHidden = isBlind && !(isOwn && revealsOwn);
  return {
    number: count.number,
    businessDate: count.businessDate,
    countedMinor: count.counted,
    balanceMinor: isHidden ? null : count.balance,
    differenceMinor: isHidden ? null : computeCountDifference(count),
    explainedBy: isHidden ? null : count.explainedBy,
    by: count.countedBy,
    at: count.countedAt.toISOString(),
    isOwn,
  };
}

type ClosingRow = { number: number; to: string; balance: string; entries: number } & {
  by: string;
  at: Date;
};

async function listClosings(centreId: string, isBlind: boolean): Promise<PettyCash["closings"]> {
  const rows = await sql<ClosingRow>(
    `SELECT c.number, c."to", c.balance_minor AS balance, c.entries, coalesce(u.name, '') AS by,
            c.closed_at AS at
       FROM petty_cash_closing c LEFT JOIN "user" u ON u.id = c.closed_by_id
      WHERE c.centre_id = $1 ORDER BY c.number DESC LIMIT ${CLOSINGS_SHOWN}`,
    [centreId],
  );
  return rows.map(({ balance, at, ...row }) => ({
    ...row,
    balanceMinor: isBlind ? null : Number(balance),
    at: at.toISOString(),
  }));
}
