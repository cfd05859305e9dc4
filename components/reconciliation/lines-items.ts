/** Arranges the table as one flat list of heads and lines, which a virtual table counts. */
import type { Day, LineRow } from "@/lib/contracts/reconciliation";
import { formatDayKey, formatLineKey } from "@/lib/domain/keys";

export type GroupItem = {
  kind: "group";
  key: string;
  day: Day;
  /** The lines of the day that are shown and loaded. */
  lines: readonly LineRow[];
  /** It is false while more of its lines may be loaded. */
  complete: boolean;
};
type LineItem = { kind: "line"; key: string; line: LineRow };
export type Item = GroupItem | LineItem;

type ItemsOptions = {
  /** The list is not grouped when it is sorted by a figure and not by days. */
  grouped: boolean;
  /** It is false while there are more lines to load. */
  complete: boolean;
};

/**
 * Items of lines and groups stay the same, and so do their rows, because each further page lists
 * all lines again.
 */
const lineItems = new WeakMap<LineRow, LineItem>();
const groupItems = new WeakMap<Day, GroupItem>();

export function listItems(
  lines: readonly LineRow[],
  days: readonly Day[],
  { grouped, complete }: ItemsOptions,
): Item[] {
  if (!grouped) return lines.map(itemOf);
  const heads = new Map(days.map((day) => [formatDayKey(day), day]));
  const items: Item[] = [];
  for (let first = 0; first < lines.length;) {
    const end = findDayEnd(lines, first);
    const line = lines[first];
    if (line === undefined) break;
    const key = formatDayKey(line);
    const day = heads.get(key);
    const ofDay = lines.slice(first, end);
    if (day !== undefined) {
      const isWhole = complete || end < lines.length;
      items.push(groupOf({ kind: "group", key, day, lines: ofDay, complete: isWhole }));
    }
    for (const one of ofDay) items.push(itemOf(one));
    first = end;
  }
  return items;
}

/** Lines of one day follow each other. */
function findDayEnd(lines: readonly LineRow[], first: number): number {
  const day = lines[first];
  let end = first + 1;
  while (
    lines[end]?.businessDate === day?.businessDate &&
    lines[end]?.centreId === day?.centreId &&
    end < lines.length
  ) {
    end += 1;
  }
  return end;
}

function itemOf(line: LineRow): LineItem {
  const known = lineItems.get(line);
  if (known !== undefined) return known;
  const item: LineItem = { kind: "line", key: formatLineKey(line), line };
  lineItems.set(line, item);
  return item;
}

function groupOf(item: GroupItem): GroupItem {
  const known = groupItems.get(item.day);
  if (
    known !== undefined &&
    known.complete === item.complete &&
    known.lines.length === item.lines.length &&
    known.lines.every((line, at) => line === item.lines[at])
  ) {
    return known;
  }
  groupItems.set(item.day, item);
  return item;
}

/** Names are those that Cashrec gives, or the ids where it gives none. */
export function getLineNames(line: LineRow): { shift: string; till: string; tender: string } {
  return {
    shift: line.shiftName ?? line.shiftId,
    till: line.tillName ?? line.tillId,
    tender: line.tenderName ?? line.tenderId,
  };
}
