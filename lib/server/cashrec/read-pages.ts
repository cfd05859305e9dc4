import "server-only";

/**
 * Reads the pages of a response, all of them or none, and joins their records byte for byte into
 * one response.
 */
import { isDrift } from "@/lib/domain/field-map/cursor";
import type { FieldMap, Json } from "@/lib/domain/field-map/field-map";
import { findRows, type Rows } from "@/lib/domain/field-map/find-rows";
import { follow } from "@/lib/domain/field-map/locate";
import { normaliseKey } from "@/lib/domain/field-map/compile-locator";
import type { PageShape } from "@/lib/domain/field-map/request-shape";
import { changed, refused } from "./failure";
import { PAGES_MAX } from "./limits";
import { parseResponse } from "./parse-response";
import { sliceEntries, sliceRows } from "./row-slice";

type Page = { root: Json; path: string[]; slices: string[] };

type Asked = {
  /** The first page, and the address from which it came. */
  url: URL;
  text: string;
  map: FieldMap;
  pages: PageShape;
  send: (url: URL) => Promise<string>;
  lettersMax: number;
};

/** Returns a response that has the records of all pages, and nothing else around them. */
export async function readPages({
  url,
  text,
  map,
  pages,
  send,
  lettersMax,
}: Asked): Promise<string> {
  const slices: string[] = [];
  let page = readPage(text, map);
  let address = url;
  let letters = text.length;
  for (let count = 1; ; count++) {
    const total = readTotal(page.root, pages);
    slices.push(...page.slices);
    if (total !== null && slices.length > total) throw changed(UNEQUAL);
    if (page.slices.length === 0 && total !== null && slices.length < total) throw changed(UNEQUAL);
    const next = findNext(page, { pages, address, read: slices.length, total });
    if (next === null) return wrap(slices, page.path);
    if (count >= PAGES_MAX) throw changed(`Cashrec sent more than ${PAGES_MAX} pages.`);
    const nextText = await send(next);
    letters += nextText.length;
    if (letters > lettersMax) throw changed("Cashrec's pages are too large together.");
    const nextPage = readPage(nextText, { ...map, rows: rowsOf(map, page.path) });
    if (isRepeated(page, nextPage)) throw changed("Cashrec sent the same page twice.");
    page = nextPage;
    address = next;
  }
}

const UNEQUAL = "Cashrec's pages have another number of records together than it counts.";

/** The list stands where the first page had it, also on a page without records. */
function rowsOf(map: FieldMap, path: readonly string[]): string | null {
  return map.rows ?? (path.length === 0 ? null : path.join("."));
}

function readPage(text: string, map: FieldMap): Page {
  const root = parseResponse(text);
  const found = locate(root, map);
  const slices =
    found.steps === undefined ? sliceRows(text, found.path) : sliceEntries(text, found.path);
  return { root, path: found.path, slices };
}

function locate(root: Json, map: FieldMap): Rows {
  try {
    const found = findRows(root, map, { isPaged: true });
    if ("rows" in found) return found;
  } catch (error) {
    if (!isDrift(error)) throw error;
    throw changed(`Cashrec's answer has an unknown form at ${error.path}: ${error.reason}.`);
  }
  throw changed("Cashrec sent one record where the field map expects pages of a list.");
}

function isRepeated(before: Page, { slices }: Page): boolean {
  return slices.length > 0 && before.slices.join("\n") === slices.join("\n");
}

function readTotal(root: Json, pages: PageShape): number | null {
  if (!("total" in pages) || pages.total === undefined) return null;
  const total = Number(valueAt(root, pages.total) ?? Number.NaN);
  if (!Number.isSafeInteger(total)) throw changed(`Cashrec's page has no count at ${pages.total}.`);
  return total;
}

function valueAt(root: Json, path: string): string | number | null {
  const value = follow(root, path.split(".").map(normaliseKey))?.value;
  return typeof value === "string" || typeof value === "number" ? value : null;
}

type Position = { pages: PageShape; address: URL; read: number; total: number | null };

/** Returns null after the last page. */
function findNext(page: Page, { pages, address, read, total }: Position): URL | null {
  if (pages.by === "link" || pages.by === "cursor") {
    const next = valueAt(page.root, pages.next);
    if (next === null || next === "") return null;
    if (pages.by === "cursor") return withParameter(address, pages.parameter, String(next));
    return sameOrigin(String(next), address);
  }
  if (page.slices.length === 0 || (total !== null && read >= total)) return null;
  if (pages.by === "offset") return withParameter(address, pages.offset, String(read));
  const number = Number(address.searchParams.get(pages.page));
  return withParameter(address, pages.page, String(number + 1));
}

function withParameter(address: URL, name: string, value: string): URL {
  const next = new URL(address);
  next.searchParams.set(name, value);
  return next;
}

/** The token goes nowhere else. */
function sameOrigin(next: string, address: URL): URL {
  const url = URL.canParse(next, address) ? new URL(next, address) : null;
  if (url === null || url.origin !== address.origin) {
    throw refused("Cashrec's next page is at another address, which is not followed.");
  }
  return url;
}

function wrap(slices: readonly string[], path: readonly string[]): string {
  const list = `[${slices.join(",\n")}]`;
  return path.reduceRight((inner, key) => `{${JSON.stringify(key)}:${inner}}`, list);
}
