/**
 * Converts a draft into amounts, and into the request that submits it. Invalid input is reported
 * and never guessed.
 */
import type { RecordOpening } from "../contracts/count-settings";
import type { RecordSpot } from "../contracts/hand-over";
import type { RecordTillCount } from "../contracts/till-count";
import type { Minor } from "../domain/money";
import {
  canBeMade,
  type PadRow,
  type PadSums,
  sumPad,
  computeBankAmount,
} from "../domain/till-count/denomination-pad";
import { sumVouchers } from "../domain/till-count/voucher-pad";
import { readTypedMoney, type TypedMoneyFault } from "../domain/till-count/typed-amount";
import { type Draft, type DraftPosition, OPENING, SPOT } from "./till-counts-draft";

export type DraftReader = {
  rows: readonly PadRow[];
  currency: string;
  language: string;
  /**
   * The agreed float, which is the default for what stays in the till; null when there is none, or
   * when it does not apply.
   */
  floatToLeaveMinor: number | null;
};

/** The amount in a field and the fault of its text; both are null for an empty field. */
export type AmountReading = { amount: Minor | null; fault: TypedMoneyFault | null };

export type DraftReading = {
  sums: PadSums | null;
  loose: AmountReading;
  /** Null when nothing is entered. */
  total: Minor | null;
  totalFault: TypedMoneyFault | null;
  /** What stays in the till; `tooMuch` when that is more than is counted. */
  floatLeft: AmountReading & { tooMuch: boolean };
  toBank: Minor | null;
  /** True when some input is invalid, so that the count can't be submitted. */
  wrong: boolean;
  /**
   * True when no combination of these notes and coins makes this amount. The user is warned, but
   * may submit it.
   */
  oddAmount: boolean;
};

export function readDraft(draft: Draft, reader: DraftReader): DraftReading {
  const { rows, currency, language } = reader;
  const usesPad = draft.way === "pieces" || draft.way === "values";
  const loose = usesPad ? readAmount(draft.loose, reader) : NOTHING;
  const unit = draft.way === "values" ? "values" : "pieces";
  const sums = usesPad
    ? sumPad(rows, draft.texts, { unit, currency, language, looseMinor: loose.amount })
    : null;
  const typed = draft.way === "total" ? readAmount(draft.total, reader) : NOTHING;
  const vouchers = draft.way === "vouchers" ? sumVouchers(draft.vouchers, reader) : null;
  const total = sums?.total ?? vouchers?.total ?? typed.amount;
  const floatLeft = readFloat(draft, total, reader);
  const faults = [loose.fault, typed.fault, floatLeft.fault];
  return {
    sums,
    loose,
    total,
    totalFault: typed.fault,
    floatLeft,
    toBank:
      total === null || floatLeft.amount === null || floatLeft.tooMuch
        ? null
        : computeBankAmount(total, floatLeft.amount),
    wrong:
      faults.some((fault) => fault !== null) ||
      floatLeft.tooMuch ||
      (loose.amount ?? 0) < 0 ||
      (sums?.wrong.size ?? 0) > 0 ||
      vouchers?.wrong === true,
    oddAmount:
      total !== null &&
      !canBeMade(
        total,
        rows.map(({ valueMinor }) => valueMinor),
      ),
  };
}

/** Null when no amount has been entered or an amount is invalid. */
export function countBodyOf(
  position: DraftPosition,
  draft: Draft,
  reader: DraftReader,
  now: Date,
): RecordTillCount | null {
  const { tenderId, ...till } = position;
  const reading = readDraft(draft, reader);
  const what = whatOf(draft, reading, reader);
  if (what === null) return null;
  const floatLeftMinor = reading.floatLeft.amount;
  return {
    ...till,
    tenderId,
    ...what,
    ...(floatLeftMinor === null ? {} : { floatLeftMinor }),
    seconds: secondsSince(draft.startedAt, now),
    basedOnVersion: draft.basedOnVersion,
  };
}

export function openingBodyOf(
  position: DraftPosition,
  draft: Draft,
  reader: DraftReader,
): RecordOpening | null {
  const { centreId, businessDate, shiftId, tillId } = position;
  const what = whatOf(draft, readDraft(draft, reader), reader);
  if (what === null || (what.countedMinor ?? 0) < 0) return null;
  const { basedOnVersion } = draft;
  return { centreId, businessDate, shiftId, tillId, ...what, basedOnVersion };
}

export function spotBodyOf(
  position: DraftPosition,
  draft: Draft,
  reader: DraftReader,
): RecordSpot | null {
  const { centreId, businessDate, shiftId, tillId } = position;
  const what = whatOf(draft, readDraft(draft, reader), reader);
  if (what === null || (what.countedMinor ?? 0) < 0) return null;
  return { centreId, businessDate, shiftId, tillId, ...what };
}

/** The whole till is counted and no tender of it. */
export function isOfTill({ tenderId }: Pick<DraftPosition, "tenderId">): boolean {
  return tenderId === OPENING || tenderId === SPOT;
}

export function isOpening({ tenderId }: Pick<DraftPosition, "tenderId">): boolean {
  return tenderId === OPENING;
}

const NOTHING: AmountReading = { amount: null, fault: null };
const SECONDS_MAX = 86_400;

type What = Pick<RecordTillCount, "countedMinor" | "denominations" | "looseMinor">;

/** A bulk amount without pieces is submitted as a total. */
function whatOf(draft: Draft, reading: DraftReading, reader: DraftReader): What | null {
  const { sums, loose, total, wrong } = reading;
  if (wrong || total === null) return null;
  if (draft.way === "vouchers") {
    return { denominations: sumVouchers(draft.vouchers, reader).items };
  }
  if (sums === null || sums.read.size === 0) return { countedMinor: total };
  const denominations = reader.rows.flatMap(({ id, valueMinor, per }) => {
    const read = sums.read.get(id);
    if (read === undefined) return [];
    return [{ valueMinor, quantity: read.quantity, ...(per === 1 ? {} : { per }) }];
  });
  return { denominations, ...(loose.amount === null ? {} : { looseMinor: loose.amount }) };
}

/** A field that was not edited is the agreed float, or the whole total when that is less. */
function readFloat(
  { floatLeft }: Draft,
  total: Minor | null,
  reader: DraftReader,
): DraftReading["floatLeft"] {
  if (floatLeft !== null) {
    const typed = readAmount(floatLeft, reader);
    const tooMuch = typed.amount !== null && (typed.amount < 0 || typed.amount > (total ?? 0));
    return { ...typed, tooMuch: total !== null && tooMuch };
  }
  const agreed = reader.floatToLeaveMinor;
  if (agreed === null || total === null || total < 0) return { ...NOTHING, tooMuch: false };
  return { amount: total < agreed ? total : (agreed as Minor), fault: null, tooMuch: false };
}

function readAmount(text: string, { language, currency }: DraftReader): AmountReading {
  if (text.trim() === "") return NOTHING;
  const typed = readTypedMoney(text, language, currency);
  return typed.ok ? { amount: typed.amount, fault: null } : { amount: null, fault: typed.fault };
}

function secondsSince(startedAt: string, now: Date): number {
  const seconds = Math.round((now.getTime() - Date.parse(startedAt)) / 1_000);
  return Math.min(SECONDS_MAX, Math.max(0, seconds));
}
