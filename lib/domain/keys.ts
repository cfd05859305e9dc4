/**
 * What names a day and a line. A day is one centre on one business date; the position of a line is
 * its shift, till and tender; the key of a line is both.
 */
export type DayKey = { centreId: string; businessDate: string };
export type LinePosition = { shiftId: string; tillId: string; tenderId: string };
export type LineKey = DayKey & LinePosition;

/** Formats a key that is unique to a day and sorts like its parts. */
export function formatDayKey({ centreId, businessDate }: DayKey): string {
  return `${centreId}\u0000${businessDate}`;
}

/** Formats a key that is unique to a line of one day and sorts like its parts. */
export function formatLinePosition({ shiftId, tillId, tenderId }: LinePosition): string {
  return `${shiftId}\u0000${tillId}\u0000${tenderId}`;
}

/** Formats a key that is unique to a line and sorts like its parts. */
export function formatLineKey(key: LineKey): string {
  return `${formatDayKey(key)}\u0000${formatLinePosition(key)}`;
}

/** Takes the key out of what has more fields. */
export function pickLineKey(line: LineKey): LineKey {
  const { centreId, businessDate, shiftId, tillId, tenderId } = line;
  return { centreId, businessDate, shiftId, tillId, tenderId };
}

/** Formats a key that is unique to a till of one shift of one day. */
export function formatTillKey({ shiftId, tillId }: Omit<LinePosition, "tenderId">): string {
  return `${shiftId}\u0000${tillId}`;
}

export function isSameTill(
  one: Omit<LinePosition, "tenderId">,
  other: Omit<LinePosition, "tenderId">,
): boolean {
  return one.shiftId === other.shiftId && one.tillId === other.tillId;
}

export function isSamePosition(one: LinePosition, other: LinePosition): boolean {
  return comparePositions(one, other) === 0;
}

/** Compares by shift, till and tender, in the order of their characters' codes. */
export function comparePositions(one: LinePosition, other: LinePosition): -1 | 0 | 1 {
  if (one.shiftId !== other.shiftId) return one.shiftId < other.shiftId ? -1 : 1;
  if (one.tillId !== other.tillId) return one.tillId < other.tillId ? -1 : 1;
  if (one.tenderId === other.tenderId) return 0;
  return one.tenderId < other.tenderId ? -1 : 1;
}
