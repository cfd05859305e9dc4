import "server-only";

/**
 * Parses what a route sends, and writes it as JSON. The rows of a long list are parsed and written
 * some at a time, so that short requests go first, and no row is held twice for long.
 */
import { z } from "zod";
import { runInSteps } from "../give-way";

/** Fewer are written before anybody notices. */
const LONG_LIST = 200;
/** One of them may have fifty fields, and a step is short. */
const ROWS_AT_ONCE = 10;

type Issue = z.core.$ZodIssue;
export type Written = { json: Uint8Array<ArrayBuffer> } | { issues: readonly Issue[] };
/** Of each field that is a long list, how its rows are parsed, and the rows. */
type LongLists = Map<string, { list: z.ZodArray; rows: readonly unknown[] }>;

/** Returns null where nothing is long. */
export async function writeInSteps(output: z.ZodType, body: unknown): Promise<Written | null> {
  const lists = findLongLists(output, body);
  if (lists.size === 0) return null;
  const emptied = Object.fromEntries([...lists.keys()].map((name) => [name, []]));
  const parsed = output.safeParse({ ...(body as object), ...emptied });
  if (!parsed.success) return parsed.error;
  const pieces: Buffer[] = [];
  const write = (text: string) => void pieces.push(Buffer.from(text));
  const issues = await runInSteps(walk(parsed.data as object, lists), write);
  return issues.length > 0 ? { issues } : { json: Buffer.concat(pieces) };
}

/** A list or an object with a check of its own is parsed as a whole. */
function findLongLists(output: z.ZodType, body: unknown): LongLists {
  const found: LongLists = new Map();
  if (!(output instanceof z.ZodObject) || hasChecks(output)) return found;
  if (typeof body !== "object" || body === null) return found;
  const given = new Map<string, unknown>(Object.entries(body));
  for (const [name, list] of Object.entries(output.shape)) {
    const rows = given.get(name);
    if (!(list instanceof z.ZodArray) || hasChecks(list) || !Array.isArray(rows)) continue;
    if (rows.length >= LONG_LIST) found.set(name, { list, rows });
  }
  return found;
}

function hasChecks({ def }: z.ZodType): boolean {
  return (def.checks ?? []).length > 0;
}

/** Yields the JSON in pieces. Returns what of the first rows that don't match does not. */
function* walk(parsed: object, lists: LongLists): Generator<string, readonly Issue[]> {
  let before = "{";
  for (const [name, value] of Object.entries(parsed)) {
    const long = lists.get(name);
    const text = JSON.stringify(value) as string | undefined;
    if (text === undefined) continue;
    yield `${before}${JSON.stringify(name)}:${long === undefined ? text : "["}`;
    before = ",";
    if (long === undefined) continue;
    const { list, rows } = long;
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      const some = list.safeParse(rows.slice(at, at + ROWS_AT_ONCE));
      if (!some.success) {
        return some.error.issues.map((issue) => ({ ...issue, path: [name, ...issue.path] }));
      }
      yield `${at === 0 ? "" : ","}${JSON.stringify(some.data).slice(1, -1)}`;
    }
    yield "]";
  }
  yield "}";
  return [];
}
