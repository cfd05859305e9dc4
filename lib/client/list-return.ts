/**
 * Remembers the list that the reader came from, with its filters and the line that was left, so
 * that what leads back from a day leads to it; and its order, so that a day leads on to the next
 * line. It belongs to one tab of the browser.
 */
import { formatDayKey, type DayKey, formatLineKey, type LineKey } from "../domain/keys";
import { listLineKey, parseLineKey, withLine } from "../domain/screen/line-address";

const ADDRESS = "reconciliations";
const ORDER = "reconciliations-order";
const LIST = "/reconciliations";
/** More lines than a person explains in one go are not remembered. */
const LINES_MAX = 1_000;

export function rememberList(address: string): void {
  write(ADDRESS, address);
}

export function recallList(): string {
  const address = read(ADDRESS);
  return address === LIST || address.startsWith(`${LIST}?`) ? address : LIST;
}

/** What leads back returns to this line from now on. */
export function rememberLine(line: LineKey): void {
  const query = recallList().slice(LIST.length);
  rememberList(`${LIST}${withLine(query, listLineKey(line))}`);
}

/** These are the lines of the list that need an explanation. */
export function rememberOrder(lines: readonly LineKey[]): void {
  const written = lines.slice(0, LINES_MAX).map((line) => listLineKey(line).join(","));
  write(ORDER, written.join("\n"));
}

/**
 * Takes a day, of which everything is explained, out of the order. Returns the line that follows it
 * there, and after the last the first; null when no other day is left.
 */
export function takeDay(line: LineKey): LineKey | null {
  const lines = read(ORDER)
    .split("\n")
    .flatMap((text) => parseLineKey(text) ?? []);
  const at = lines.findIndex((one) => formatLineKey(one) === formatLineKey(line));
  const isOther = (one: DayKey) => formatDayKey(one) !== formatDayKey(line);
  rememberOrder(lines.filter(isOther));
  return [...lines.slice(at + 1), ...lines.slice(0, Math.max(0, at))].find(isOther) ?? null;
}

/** Without storage, what leads back leads to the list without filters. */
function write(name: string, value: string): void {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // The browser refuses storage.
  }
}

function read(name: string): string {
  try {
    return sessionStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}
