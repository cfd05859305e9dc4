/**
 * Compares what the audit trail of one day records with what its tables hold: every count,
 * explanation and move has an entry with the same values, and every such entry has its row. It
 * also compares a signed day with what the entry of its last move says was signed.
 */
import type { LinePosition } from "../keys";
import { MOVE_ACTIONS } from "./actions";

export const FINDING_SUBJECTS = [
  "count",
  "import",
  "explanation",
  "move",
  "line",
  "day",
  "sheet",
  "sums",
] as const;
export const FINDING_FAULTS = [
  /** The row has no entry that records it. */
  "unrecorded",
  /** What an entry records, or what follows from the records, has no row. */
  "missing",
  /** Both are there, with different values. */
  "differs",
] as const;

type Value = string | number | null;

export type DayFinding = {
  about: (typeof FINDING_SUBJECTS)[number];
  fault: (typeof FINDING_FAULTS)[number];
  /** The position of the line that it concerns; null for the day as a whole. */
  line: LinePosition | null;
  /** The version of a count, an explanation or a sheet, or the number of a move. */
  number: number | null;
  /** The entry of the trail that records it. */
  entryId: number | null;
  /** What differs, and both values; a null field means the record as a whole. */
  field: string | null;
  recorded: Value;
  stored: Value;
};

export type DayEntry = {
  id: number;
  action: string;
  actorId: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};
/** A row by the names that its entry has for it. */
export type StoredRecord = LinePosition & { version: number; by: string | null } & Record<
    string,
    Value
  >;
export type StoredMove = { number: number; from: string; to: string; by: string | null };

/**
 * How many counts of a centre were imported. Where months are archived, the trail may have a range
 * alone: an import may have counts on both sides of the boundary.
 */
export type ImportedCounts = { recordedMin: number; recordedMax: number; stored: number };

export type DayRecordsOf = {
  entries: readonly DayEntry[];
  counts: readonly StoredRecord[];
  explanations: readonly StoredRecord[];
  moves: readonly StoredMove[];
  day: { state: string; sheetVersion: number; totals: Record<string, number> } | null;
  imported: ImportedCounts;
};

const COUNT_FIELDS = ["countedMinor", "floatLeftMinor"];
const EXPLANATION_FIELDS = ["kind", "reason", "text", "differenceMinor", "countVersion"];
/** The choice of a day for a sample is about a day too, and moves nothing. */
const ACTIONS_OF_MOVES: readonly string[] = Object.values(MOVE_ACTIONS);
const EXPLANATION_ACTIONS = ["line.explained", "line.waived", "explanation.withdrawn"];

export function compareRecords(day: DayRecordsOf): DayFinding[] {
  const of = (actions: readonly string[]) =>
    day.entries.filter(({ action }) => actions.includes(action));
  return [
    ...compareRows("count", COUNT_FIELDS, of(["till-count.recorded"]), day.counts),
    ...compareImports(day),
    ...compareRows("explanation", EXPLANATION_FIELDS, of(EXPLANATION_ACTIONS), day.explanations),
    ...compareMoves(day),
  ];
}

function compareRows(
  about: "count" | "explanation",
  fields: readonly string[],
  entries: readonly DayEntry[],
  rows: readonly StoredRecord[],
): DayFinding[] {
  const byKey = new Map(entries.map((entry) => [formatKey(entry.after ?? {}), entry]));
  const stored = new Set(rows.map(formatKey));
  const found = rows.flatMap((row): DayFinding[] => {
    const entry = byKey.get(formatKey(row));
    const at = { about, line: pickPosition(row), number: row.version };
    if (entry === undefined) return [{ ...NOTHING, ...at, fault: "unrecorded" }];
    const values = [...fields.map((field) => [field, entry.after?.[field]] as const)];
    values.push(["by", entry.actorId]);
    return values.flatMap(([field, logged]): DayFinding[] => {
      const [recorded, actual] = [readValue(logged), row[field] ?? null];
      if (recorded === actual) return [];
      return [{ ...at, fault: "differs", entryId: entry.id, field, recorded, stored: actual }];
    });
  });
  const missing = entries.filter(({ after }) => !stored.has(formatKey(after ?? {})));
  return [
    ...found,
    ...missing.map(({ id, after }): DayFinding => {
      const line = pickPosition(after ?? {});
      const number = Number(after?.version ?? 0);
      return { ...NOTHING, about, fault: "missing", line, number, entryId: id };
    }),
  ];
}

/** A file has one entry for all of its counts, so that only their number can be compared. */
function compareImports({ imported }: DayRecordsOf): DayFinding[] {
  const { recordedMin, recordedMax, stored } = imported;
  const recorded = Math.min(Math.max(stored, recordedMin), recordedMax);
  if (recorded === stored) return [];
  const at = { about: "import", fault: "differs", line: null, number: null } as const;
  return [{ ...at, entryId: null, field: "counts", recorded, stored }];
}

/** Every move writes one entry in its transaction, so that both have the same order. */
function compareMoves({ entries, moves, day }: DayRecordsOf): DayFinding[] {
  const made = entries.filter(({ action }) => ACTIONS_OF_MOVES.includes(action));
  const count = Math.max(made.length, moves.length);
  const found = Array.from({ length: count }, (_, index): DayFinding[] => {
    const [entry, move] = [made[index], moves[index]];
    const at = { about: "move", line: null, number: move?.number ?? index + 1 } as const;
    if (entry === undefined) return [{ ...NOTHING, ...at, fault: "unrecorded" }];
    const entryId = entry.id;
    if (move === undefined) return [{ ...NOTHING, ...at, fault: "missing", entryId }];
    const pairs = [
      ["fromState", entry.before?.state, move.from],
      ["state", entry.after?.state, move.to],
      ["by", entry.actorId, move.by],
    ] as const;
    return pairs.flatMap(([field, logged, stored]): DayFinding[] => {
      const recorded = readValue(logged);
      return recorded === stored
        ? []
        : [{ ...at, fault: "differs", entryId, field, recorded, stored }];
    });
  });
  return [...found.flat(), ...(day === null ? [] : compareSigned(made.at(-1), moves.at(-1), day))];
}

/** The lines of a signed day do not change, and so its sums are those of its last move. */
function compareSigned(
  entry: DayEntry | undefined,
  move: StoredMove | undefined,
  day: NonNullable<DayRecordsOf["day"]>,
): DayFinding[] {
  const at = { about: "day", fault: "differs", line: null, number: null } as const;
  const state = move?.to ?? "open";
  const entryId = entry?.id ?? null;
  const found: DayFinding[] = [];
  if (day.state !== state) {
    found.push({ ...at, entryId, field: "state", recorded: state, stored: day.state });
  }
  if (state === "open" || entry === undefined) return found;
  const totals = entry.after?.totals;
  const logged = { sheetVersion: entry.after?.sheetVersion, ...(isRecord(totals) ? totals : {}) };
  const stored: Record<string, Value> = { sheetVersion: day.sheetVersion, ...day.totals };
  for (const [field, value] of Object.entries(logged)) {
    const [recorded, actual] = [readValue(value), stored[field] ?? null];
    if (value !== undefined && recorded !== actual) {
      found.push({ ...at, entryId, field, recorded, stored: actual });
    }
  }
  return found;
}

const NOTHING = {
  line: null,
  number: null,
  entryId: null,
  field: null,
  recorded: null,
  stored: null,
};

function formatKey(of: Record<string, unknown>): string {
  return JSON.stringify([of.shiftId, of.tillId, of.tenderId, of.version]);
}

function pickPosition(of: Record<string, unknown>): LinePosition {
  return { shiftId: String(of.shiftId), tillId: String(of.tillId), tenderId: String(of.tenderId) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function readValue(value: unknown): Value {
  return typeof value === "string" || typeof value === "number" ? value : null;
}
