/**
 * Finds the list of records in a response: the whole response, or one list in the objects around
 * it.
 */
import { normaliseKey, splitBraces } from "./compile-locator";
import type { FieldMap, Json, JsonObject } from "./field-map";
import { compileMap } from "./context";
import { Drift, pathText, type Step } from "./cursor";
import { listDataEntries } from "./data-keys";
import { isObject, keyLike } from "./locate";

export type Rows = {
  rows: Json[];
  path: string[];
  /** Leads from the list to each record; null when it is its index. */
  steps?: Step[][];
};

/** The number of objects around the list; `{ result: { data: { items: [] } } }` has three. */
const WRAPPERS_MAX = 4;

/** `isPaged` is true where the caller reads the other pages too. */
export function findRows(
  root: Json,
  map: FieldMap,
  { isPaged = false }: { isPaged?: boolean } = {},
): Rows | { single: JsonObject } {
  refuseFailure(root, map);
  const found = locateRows(root, map);
  if (!isPaged && "rows" in found) refusePage(root, found);
  return found;
}

function locateRows(root: Json, map: FieldMap): Rows | { single: JsonObject } {
  if (map.rows !== null) return rowsAt(root, map.rows);
  if (Array.isArray(root)) return { rows: root, path: [] };
  if (!isObject(root)) throw new Drift("$", "a list of cash sheets was expected");
  if (isRecord(root, map)) return { single: root };
  const found = listsIn(root, [], map);
  if (found.length === 1 && found[0] !== undefined) return found[0];
  // A response may have empty lists beside the records, such as `errors`.
  const records = found.filter(({ rows }) =>
    rows.some((row) => isObject(row) && isRecord(row, map)),
  );
  if (records.length === 1 && records[0] !== undefined) return records[0];
  const reason =
    found.length === 0 ? "no list of cash sheets was found" : "several lists were found";
  throw new Drift("$", reason);
}

const SUCCESS = new Set(["success", "issuccess", "succeeded", "issuccessful", "ok"]);
const FAILURE = new Set(["errors", "error", "errormessage", "exception", "fault"]);
const CODES = new Set(["code", "errorcode", "statuscode", "status"]);

/** A response that says that it failed is not one without sheets, whatever its list holds. */
function refuseFailure(root: Json, map: FieldMap): void {
  if (!isObject(root) || isRecord(root, map)) return;
  const isEmpty = !Object.values(root).some(holdsRecords);
  for (const [key, value] of Object.entries(root)) {
    const name = normaliseKey(key);
    const failed =
      (SUCCESS.has(name) && (value === false || value === "false")) ||
      (FAILURE.has(name) && isGiven(value)) ||
      (CODES.has(name) && isEmpty && isFailureCode(value));
    if (failed) throw new Drift(pathText([key]), "the answer says that it failed");
  }
}

function holdsRecords(value: Json): boolean {
  if (Array.isArray(value)) return value.some(isObject);
  return isObject(value) && Object.values(value).some(holdsRecords);
}

function isGiven(value: Json): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isObject(value)) return Object.keys(value).length > 0;
  return value !== null && value !== "" && value !== false && value !== 0;
}

function isFailureCode(value: Json): boolean {
  if (typeof value === "string" && /^(error|fail(ed|ure)?)$/i.test(value)) return true;
  const code = typeof value === "string" ? Number(value) : value;
  return typeof code === "number" && Number.isInteger(code) && code !== 0 && !is2xx(code);
}

function is2xx(code: number): boolean {
  return code >= 200 && code < 300;
}

function rowsAt(root: Json, text: string): Rows {
  const { path: before, field } = splitBraces(text);
  const path: string[] = [];
  let value: Json | undefined = root;
  for (const step of before === "" ? [] : before.split(".").map(normaliseKey)) {
    const key: string | undefined = isObject(value) ? keyLike(value, step) : undefined;
    if (key === undefined || !isObject(value)) throw new Drift(pathText(path), `no ${step} here`);
    path.push(key);
    value = value[key];
  }
  if (field !== null) {
    // Records of a stored sheet are a list of such objects.
    const objects = Array.isArray(value)
      ? value.filter(isObject)
      : isObject(value)
        ? [value]
        : null;
    if (objects === null) throw new Drift(pathText(path), "an object of records was expected");
    const entries = objects.flatMap((each) => listDataEntries(each, field, { onlyObjects: false }));
    return {
      rows: entries.map(({ item }) => item),
      path,
      steps: entries.map(({ steps }) => steps),
    };
  }
  if (!Array.isArray(value)) throw new Drift(pathText(path), "a list of records was expected");
  return { rows: value, path };
}

/** A record names its centre or its date, or has lists that only a cash sheet has. */
function isRecord(object: JsonObject, map: FieldMap): boolean {
  const { constants, matchers } = compileMap(map);
  const plan = matchers.sheet.plan(object);
  const hasCentre = plan.centreId !== undefined || constants.centreId !== null;
  return hasCentre && (plan.businessDate ?? plan.sheets) !== undefined;
}

function listsIn(object: JsonObject, path: string[], map: FieldMap): Rows[] {
  if (path.length >= WRAPPERS_MAX) return [];
  return Object.entries(object).flatMap(([key, value]) => {
    const here = [...path, key];
    if (Array.isArray(value) && value.every(isObject)) return [{ rows: value, path: here }];
    return isObject(value) ? listsIn(value, here, map) : [];
  });
}

const MORE = new Set(["hasmore", "hasnext", "hasnextpage"]);
const NEXT = new Set(["nextpage", "nextlink", "nextcursor", "continuationtoken", "odatanextlink"]);
const PAGES = new Set(["totalpages", "pagecount", "pages"]);
const COUNTS = new Set(["totalcount", "totalrecords", "totalitems", "totalresults"]);

/** Refuses a page that is not the only one, because half of a response is worse than none. */
function refusePage(root: Json, found: Rows): void {
  let around: Json | undefined = root;
  for (const step of ["", ...found.path]) {
    if (step !== "") around = isObject(around) ? around[step] : undefined;
    if (!isObject(around)) break;
    for (const [key, value] of Object.entries(around)) {
      const name = normaliseKey(key);
      const more =
        (MORE.has(name) && (value === true || value === "true")) ||
        (NEXT.has(name) && value !== null && value !== "" && value !== false) ||
        (PAGES.has(name) && Number(value) > 1) ||
        (COUNTS.has(name) && Number(value) > found.rows.length);
      if (more) throw new Drift(pathText([key]), "the answer is only one page of several");
    }
  }
}
