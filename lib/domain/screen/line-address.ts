/**
 * Writes a line into an address: the page of its day takes its position, the list its whole key.
 * The parts are separated by commas, which no id contains.
 */
import type { DayKey, LineKey, LinePosition } from "../keys";

/** This parameter names the line that a page shows in detail. */
export const LINE_PARAMETER = "line";

/** The page of a day; from a list of a past moment it shows the day as at that moment too. */
export function buildDayHref({ centreId, businessDate }: DayKey, asOf?: string | null): string {
  const path = `/reconciliations/${encodeURIComponent(centreId)}/${businessDate}`;
  return asOf == null ? path : `${path}?asOf=${encodeURIComponent(asOf)}`;
}

/** The page of a day, with this line open. */
export function buildLineHref(line: LineKey, asOf?: string | null): string {
  const [path = "", query = ""] = buildDayHref(line, asOf).split("?");
  return `${path}${withLine(query, listPosition(line))}`;
}

/** Returns the query with this line in place of another; null takes the line out. */
export function withLine(query: string, parts: readonly string[] | null): string {
  const rest = query
    .replace(/^\?/, "")
    .split("&")
    .filter((part) => part !== "" && !part.startsWith(`${LINE_PARAMETER}=`));
  if (parts !== null) rest.push(`${LINE_PARAMETER}=${writeParts(parts)}`);
  return rest.length === 0 ? "" : `?${rest.join("&")}`;
}

export function listPosition({ shiftId, tillId, tenderId }: LinePosition): string[] {
  return [shiftId, tillId, tenderId];
}

export function listLineKey(line: LineKey): string[] {
  return [line.centreId, line.businessDate, ...listPosition(line)];
}

/** Reads the position of a line on the page of its day; anything else is ignored. */
export function parsePosition(value: string | null | undefined): LinePosition | null {
  const [shiftId, tillId, tenderId] = readParts(value, 3);
  if (shiftId === undefined || tillId === undefined || tenderId === undefined) return null;
  return { shiftId, tillId, tenderId };
}

/** Reads the key of a line in the list; anything else is ignored. */
export function parseLineKey(value: string | null | undefined): LineKey | null {
  const [centreId, businessDate, ...position] = readParts(value, 5);
  if (centreId === undefined || businessDate === undefined) return null;
  const found = parsePosition(position.join(","));
  return found === null ? null : { centreId, businessDate, ...found };
}

function writeParts(parts: readonly string[]): string {
  return parts.map(encodeURIComponent).join(",");
}

function readParts(value: string | null | undefined, count: number): string[] {
  const parts = (value ?? "").split(",");
  return parts.length === count && parts.every((part) => part !== "") ? parts : [];
}
