/** Entries that Cashrec lacks, has twice, or has although nothing was moved. */
import type { CauseKind } from "@/lib/domain/causes/cause";
import { type Entry, type EntryTerm, oddExpense } from "./centre";
import type { FaultMaker, FaultResult, Scene } from "./fault-kinds";
import { pickCash } from "./fault-count";
import { ENTRY_TERMS, type MadeLine, signAmount } from "./made-line";

type Kind = Extract<CauseKind, `${"movement" | "expense" | "deposit"}-${string}`>;

const MOVEMENTS: EntryTerm[] = ["contributions", "withdrawals"];
const DEPOSITS: EntryTerm[] = ["deposits", "pickups"];

export const ENTRY_FAULTS: Record<Kind, FaultMaker> = {
  "movement-missing": movementMissing,
  "movement-twice": (scene) => twice(scene, MOVEMENTS),
  "movement-not-made": notMade,
  "expense-missing": expenseMissing,
  "expense-twice": (scene) => twice(scene, ["expenses"]),
  "deposit-missing": (scene) => forgotten(scene, DEPOSITS),
  "deposit-twice": (scene) => twice(scene, DEPOSITS),
};

/** Every sixth of the forgotten expenses is unique, so that no other day could show it. */
function expenseMissing(scene: Scene): FaultResult | null {
  const { centre, chance, today } = scene;
  if (chance.happens(1 / 6)) {
    return unwritten(pickCash(today, chance), "expenses", oddExpense(centre.money, chance));
  }
  const { entry, tillId, shiftId } = chance.pick(centre.suppliers);
  const line = today.find(
    (each) => each.kind === "cash" && each.tillId === tillId && each.shiftId === shiftId,
  );
  return line === undefined ? null : unwritten(line, "expenses", entry);
}

/** Change is brought in the usual amount; what goes to the safe is any round amount. */
function movementMissing(scene: Scene): FaultResult | null {
  const { centre, chance, today } = scene;
  const line = pickCash(today, chance);
  if (chance.happens(0.7)) return unwritten(line, "contributions", centre.change);
  const amount = centre.money.of(chance.whole(1, 8) * 5_000);
  return unwritten(line, "withdrawals", { label: "To the safe", amount });
}

/** The entry happened: where the sheet has it already, it is removed from the sheet. */
function unwritten(line: MadeLine, term: EntryTerm, entry: Entry): FaultResult {
  const remaining = line.reported.entries[term];
  if (remaining.includes(entry)) remaining.splice(remaining.indexOf(entry), 1);
  else line.drawer += signAmount(term, entry);
  return { line };
}

function forgotten({ today, chance }: Scene, terms: EntryTerm[]): FaultResult | null {
  const found = chance.pick([null, ...written(today, terms)]);
  return found === null ? null : unwritten(found.line, found.term, found.entry);
}

/** Mostly the repetition is on the same till; some entries are repeated on another. */
function twice({ today, chance }: Scene, terms: EntryTerm[]): FaultResult | null {
  const found = chance.pick([null, ...written(today, terms)]);
  if (found === null) return null;
  const line = chance.happens(0.85) ? found.line : pickCash(today, chance);
  line.reported.entries[found.term].push(found.entry);
  return { line };
}

function notMade({ today, chance }: Scene): FaultResult | null {
  const found = chance.pick([null, ...written(today, ENTRY_TERMS)]);
  if (found === null) return null;
  found.line.drawer -= signAmount(found.term, found.entry);
  return { line: found.line };
}

function written(lines: readonly MadeLine[], terms: EntryTerm[]) {
  return lines.flatMap((line) =>
    terms.flatMap((term) => line.reported.entries[term].map((entry) => ({ line, term, entry }))),
  );
}
