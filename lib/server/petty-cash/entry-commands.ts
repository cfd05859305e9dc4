import "server-only";

/** Records receipts, top-ups and returns, and reverses entries. No entry is edited or removed. */
import type {
  RecordReceipt,
  RecordTransfer,
  ReverseEntry,
} from "@/lib/contracts/petty-cash-change";
import { minor, negate } from "@/lib/domain/money";
import type { Scope } from "@/lib/domain/permission";
import { splitReceipt } from "@/lib/domain/petty-cash/receipt";
import {
  refuseBelowZero,
  refuseDate,
  refuseReceipt,
  refuseReversal,
} from "@/lib/domain/petty-cash/refusals";
import { changeFund, type FundChange } from "./change-fund";
import { readExpenseTypes } from "./expense-types";
import { listFundPeople } from "./people";
import { hasPhoto } from "./photos";
import { listEntriesByNumber, toFacts } from "./read-fund";
import { insertEntry } from "./record-entry";
import { refused, refuseIf } from "./refused";

type Records = Scope<"till-count:record">;

export async function recordReceipt(
  scope: Records,
  input: RecordReceipt,
): Promise<{ number: number }> {
  const typed = input.lines.map(({ ratePpm, grossMinor, vatMinor }) => ({
    ratePpm,
    gross: minor(grossMinor),
    vat: vatMinor === null ? null : minor(vatMinor),
  }));
  const { gross, lines } = splitReceipt(typed);
  return changeFund(scope, input.centreId, async (change) => {
    refuseDated(change, input.businessDate);
    const { settings, balance } = change.fund;
    refuseIf(refuseReceipt({ gross, lines, hasPhoto: input.photoId !== null }, settings));
    await refuseUnknown(change, input);
    const amount = negate(gross);
    refuseIf(refuseBelowZero({ balance, amount }, input.acceptsBelowZero));
    const { businessDate, expenseType, supplier, photoId } = input;
    const paidById = input.paidById ?? scope.actorId;
    const text = input.text === "" ? null : input.text;
    return insertEntry(
      change,
      {
        kind: "receipt",
        businessDate,
        amount,
        expenseType,
        supplier,
        photoId,
        text,
        paidById,
        vat: lines,
      },
      "petty-cash.receipt-recorded",
    );
  });
}

async function refuseUnknown({ sql, centreId }: FundChange, input: RecordReceipt): Promise<void> {
  const { expenseType, paidById, photoId } = input;
  const { types } = await readExpenseTypes(sql);
  if (!types.some(({ code, active }) => active && code === expenseType)) {
    throw refused("unknown-type");
  }
  if (photoId !== null && !(await hasPhoto(sql, { centreId, id: photoId }))) {
    throw refused("unknown-photo");
  }
  if (paidById === null) return;
  const people = await listFundPeople(sql, centreId);
  if (!people.some(({ id }) => id === paidById)) throw refused("unknown-person");
}

export async function recordTransfer(
  scope: Records,
  input: RecordTransfer,
): Promise<{ number: number }> {
  return changeFund(scope, input.centreId, async (change) => {
    refuseDated(change, input.businessDate);
    const { kind, businessDate, source, amountMinor } = input;
    const amount = minor(kind === "top-up" ? amountMinor : -amountMinor);
    refuseIf(refuseBelowZero({ balance: change.fund.balance, amount }, input.acceptsBelowZero));
    return insertEntry(
      change,
      {
        kind,
        businessDate,
        amount,
        source,
        reference: input.reference === "" ? null : input.reference,
        text: input.text === "" ? null : input.text,
        paidById: scope.actorId,
      },
      "petty-cash.transfer-recorded",
    );
  });
}

/** The reversal is an entry of today, so that it never touches a closed period. */
export async function reverseEntry(
  scope: Records,
  { centreId, number, text, acceptsBelowZero }: ReverseEntry,
): Promise<{ number: number }> {
  return changeFund(scope, centreId, async (change) => {
    const [entry] = await listEntriesByNumber(change.sql, centreId, [number]);
    refuseIf(refuseReversal(entry === undefined ? null : toFacts(entry)));
    if (entry === undefined) throw refused("no-entry");
    const amount = negate(entry.amount);
    refuseIf(refuseBelowZero({ balance: change.fund.balance, amount }, acceptsBelowZero));
    refuseDated(change, change.today);
    return insertEntry(
      change,
      {
        kind: "reversal",
        businessDate: change.today,
        amount,
        reverses: number,
        text,
        paidById: entry.paidById,
      },
      "petty-cash.reversed",
    );
  });
}

function refuseDated({ today, fund }: FundChange, businessDate: string): void {
  refuseIf(refuseDate({ businessDate, today, closedTo: fund.period.after }));
}
