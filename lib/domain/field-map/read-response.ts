/**
 * Reads cash sheets from a response of Cashrec by means of a field map. It is all or nothing: when
 * one record does not fit, the result is only where and why.
 */
import {
  addShift,
  type Collecting,
  listSheets,
  type ReadSheet,
  startSheet,
} from "./collect-sheets";
import { compileMap, type Level } from "./context";
import { Cursor, Drift, isDrift, type Step } from "./cursor";
import type { FieldName, Json, JsonObject } from "./field-map";
import { findRows } from "./find-rows";
import type { Identity } from "./identity";
import { isObject } from "./locate";
import type { Plan } from "./match";
import { pickList, visitRecords } from "./pick-list";
import { isNear, isWanted, readIdentity, type ReadOptions } from "./read-identity";
import { hasFigures } from "./read-shift";
import { reportSkipped } from "./report-skipped";

export type Reading =
  | {
      kind: "read";
      sheets: ReadSheet[];
      /** Keys to the list of records; null when the response is one record itself. */
      rowsPath: string[] | null;
      /** Whether the records are the values of an object whose keys are data. */
      isKeyed: boolean;
      records: number;
      /** Whether a record is of a centre and date that were requested, or of the day beside. */
      hasRequested: boolean;
    }
  | { kind: "drift"; path: string; reason: string };

export function readResponse(root: Json, options: ReadOptions): Reading {
  try {
    return read(root, options);
  } catch (error) {
    if (isDrift(error)) {
      return { kind: "drift", path: error.path, reason: error.reason };
    }
    throw error;
  }
}

type Run = Collecting & { hasRequested: boolean };

/** Sheets in centres, shifts in sheets, tills in shifts, or shifts in tills. */
const DEPTH_MAX = 5;

function read(root: Json, options: ReadOptions): Reading {
  const found = findRows(root, options.map);
  const rows = "single" in found ? [found.single] : found.rows;
  const run: Run = {
    ...compileMap(options.map),
    cursor: new Cursor(options.onFound ?? null, options.onSkipped ?? null, options.recordsMax),
    seen: { tenders: false, tenderAmount: false },
    firstShift: null,
    firstTender: null,
    findings: [],
    options,
    index: 0,
    object: {},
    visit: 0,
    hasRequested: false,
    sheets: new Map(),
  };
  if ("rows" in found) for (const step of found.path) run.cursor.enter(step);
  for (const [index, row] of rows.entries()) {
    const steps: Step[] = "single" in found ? [] : (found.steps?.[index] ?? [index]);
    for (const step of steps) run.cursor.enter(step);
    if (!isObject(row)) throw run.cursor.drift("a record was expected");
    run.index = index;
    readObject(run, row, { level: "sheet", around: run.constants, depth: 0 });
    run.cursor.leave(steps.length);
  }
  requireSeen(run);
  return {
    kind: "read",
    sheets: listSheets(run),
    rowsPath: "rows" in found ? found.path : null,
    isKeyed: "rows" in found && found.steps !== undefined,
    records: rows.length,
    hasRequested: run.hasRequested,
  };
}

type RecordPosition = { level: Level; around: Identity; depth: number };

function readObject(run: Run, object: JsonObject, { level, around, depth }: RecordPosition): void {
  const plan = run.matchers[level].plan(object);
  if (level === "sheet") {
    run.object = object;
    run.visit += 1;
  }
  reportSkipped(run.cursor, object, run.matchers[level]);
  const identity = readIdentity(run, object, { plan, around });
  run.hasRequested ||= isNear(run.options, identity);
  if (!isWanted(run.options, identity)) return;
  if (depth === 0) run.cursor.count(1);
  for (const field of ["sheets", "shifts", "tills"] as const) {
    const list = pickList(run.cursor, object, openLists(plan, field, identity), field);
    if (list === undefined || (list.value !== null && !Array.isArray(list.value))) continue;
    const value = list.value ?? [];
    if (value.length === 0) run.hasRequested = true;
    if (depth >= DEPTH_MAX) throw run.cursor.drift("too many levels of lists", ...list.keys);
    // A list without elements still shows that there is a sheet, unless it is a list of sheets.
    if (field !== "sheets" && startSheet(run, identity, true) === "superseded") return;
    visitRecords(run.cursor, list, { field, value }, (record) => {
      readObject(run, record, { level: LEVEL[field], around: identity, depth: depth + 1 });
    });
    return;
  }
  if (!hasFigures(plan)) throw run.cursor.drift("no shifts, tenders or figures were found");
  addShift(run, object, { plan, identity, whole: isWhole(plan) });
}

const LEVEL = { sheets: "sheet", shifts: "shift", tills: "till" } as const;

/**
 * An object is itself a list, by keys that are data, only as long as that key is not known: the
 * values of a list by dates are not lists by dates again.
 */
function openLists(plan: Plan, field: FieldName, identity: Identity): Plan {
  const sources = plan[field];
  if (sources === undefined) return plan;
  const isOpen = sources.every(({ key, rule }) => {
    const known = rule?.kind === "keys" && rule.field in identity;
    return !known || key !== "" || identity[rule.field as keyof Identity] === null;
  });
  return isOpen ? plan : { ...plan, [field]: sources.filter(({ key }) => key !== "") };
}

/** A list of tenders makes the object a complete register shift; without one it is a flat row. */
function isWhole(plan: Plan): boolean {
  return plan.tenders !== undefined;
}

function requireSeen({ map, seen, firstShift, firstTender }: Run): void {
  for (const field of map.required) {
    if (seen[field]) continue;
    const path = field === "tenders" ? firstShift : firstTender;
    if (path !== null) throw new Drift(path, `no ${field} was found in any record`);
  }
}
