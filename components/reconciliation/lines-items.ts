/** Arranges the table as one flat list of heads and lines, which a virtual table counts. */
import type { Day, LineRow } from "@/lib/contracts/reconciliation";
import { formatDayKey, formatLineKey } from "@/lib/domain/keys";

export type Item =
  | { kind: "group"; key: string; day: Day; lines: number }
  | { kind: "line"; key: string; line: LineRow };

/** The list is not grouped when it is sorted by a figure and not by days. */
export function listItems(
  lines: readonly LineRow[],
  days: readonly Day[],
  grouped: boolean,
): Item[] {
  const heads = new Map(days.map((day) => [formatDayKey(day), day]));
  const items: Item[] = [];
  let group = null as Extract<Item, { kind: "group" }> | null;
  for (const line of lines) {
    const id = formatDayKey(line);
    const day = heads.get(id);
    if (grouped && day !== undefined && group?.key !== id) {
      group = { kind: "group", key: id, day, lines: 0 };
      items.push(group);
    }
    if (group !== null) group.lines += 1;
    items.push({ kind: "line", key: formatLineKey(line), line });
  }
  return items;
}

/** Names are those that Cashrec gives, or the ids where it gives none. */
export function getLineNames(line: LineRow): { shift: string; till: string; tender: string } {
  return {
    shift: line.shiftName ?? line.shiftId,
    till: line.tillName ?? line.tillId,
    tender: line.tenderName ?? line.tenderId,
  };
}
