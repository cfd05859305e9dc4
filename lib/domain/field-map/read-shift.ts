/**
 * Reads one register shift from the object that has its figures, or from the flat rows that share
 * it.
 */
import type { RegisterShift } from "../cash-sheet";
import type { FieldName } from "./field-map";
import type { Context, Holder } from "./context";
import type { Identity } from "./identity";
import type { Plan } from "./match";
import { pickAmount, pickCount } from "./pick-amount";
import { hasEntries, readEntries } from "./read-entries";
import { hasTenders, readTenders } from "./read-tenders";

const FIGURES = ["grossSales", "netSales", "tickets", "float", "cashDifference"] as const;

export function readShift(context: Context, holder: Holder, identity: Identity): RegisterShift {
  context.firstShift ??= context.cursor.path();
  const tenders = readTenders(context, holder);
  const amount = (field: FieldName) => pickAmount(context, holder, field) ?? null;
  return {
    shiftId: identity.shiftId ?? context.map.assumed.shiftId,
    shiftName: identity.shiftName,
    tillId: identity.tillId ?? context.map.assumed.tillId,
    tillName: identity.tillName,
    openedAt: identity.openedAt,
    closedAt: identity.closedAt,
    grossSales: amount("grossSales"),
    netSales: amount("netSales"),
    tickets: pickCount(context, holder, "tickets"),
    float: amount("float"),
    tenders,
    ...readEntries(context, holder, tenders ?? []),
    cashDifference: amount("cashDifference"),
  };
}

/** Tells whether an object has anything of a register shift beside its identity. */
export function hasFigures(plan: Plan): boolean {
  return hasTenders(plan) || hasEntries(plan) || FIGURES.some((name) => plan[name] !== undefined);
}

/** Every row of one register shift repeats these fields, of which expected cash is made. */
const SHARED = [
  "float",
  "cashDifference",
  "expenses",
  "contributions",
  "withdrawals",
  "deposits",
  "pickups",
] as const;
/** These fields are informative: where rows disagree, the figure is not the shift's. */
const INFORMATIVE = ["grossSales", "netSales", "tickets"] as const;

/** A register shift that may be made of flat rows; its tenders are listed once there are two. */
export type Merging = { shift: RegisterShift; tenderIds?: Set<string> };

/** Adds one more flat row to a shift. Rows that contradict one another can't be read. */
export function mergeRow({ cursor }: Context, merging: Merging, row: RegisterShift): void {
  const { shift } = merging;
  for (const field of SHARED) {
    const [existing, incoming] = [shift[field], row[field]];
    if (incoming === null) continue;
    if (existing !== null && !isSame(existing, incoming)) {
      throw cursor.drift(`rows of one register shift give different values for ${field}`);
    }
    Object.assign(shift, { [field]: incoming });
  }
  for (const field of INFORMATIVE) {
    if (!isSame(shift[field], row[field])) shift[field] = null;
  }
  const tenders = shift.tenders ?? [];
  const known = (merging.tenderIds ??= new Set(tenders.map(({ tenderId }) => tenderId)));
  for (const tender of row.tenders ?? []) {
    if (known.has(tender.tenderId)) {
      throw cursor.drift("the same tender of the same register shift is given twice");
    }
    known.add(tender.tenderId);
    tenders.push(tender);
  }
  shift.tenders = shift.tenders === null && row.tenders === null ? null : tenders;
}

type Shared = RegisterShift[(typeof SHARED)[number] | (typeof INFORMATIVE)[number]];

function isSame(left: Shared, right: Shared): boolean {
  if (left === null || right === null || typeof left === "number" || typeof right === "number") {
    return left === right;
  }
  if ("amount" in left && "amount" in right) {
    return left.amount === right.amount && left.rounded === right.rounded;
  }
  return JSON.stringify(left) === JSON.stringify(right);
}
