/** The table as one flat list, which is what a virtual table counts: heads of groups, and lines. */
import type { Day, LineRow } from "@/lib/contracts/reconciliation";
import { lineId } from "@/lib/domain/line";

export type Item =
  | { kind: "group"; key: string; day: Day; lines: number }
  | { kind: "line"; key: string; line: LineRow };

/** Ungrouped, when the order is that of a figure and not of days. */
export function itemsOf(lines: readonly LineRow[], days: readonly Day[], grouped: boolean): Item[] {
  const heads = new Map(days.map((day) => [dayId(day), day]));
  const items: Item[] = [];
  let group = null as Extract<Item, { kind: "group" }> | null;
  for (const line of lines) {
    const id = dayId(line);
    const day = heads.get(id);
    if (grouped && day !== undefined && group?.key !== id) {
      group = { kind: "group", key: id, day, lines: 0 };
      items.push(group);
    }
    if (group !== null) group.lines += 1;
    items.push({ kind: "line", key: lineId(line), line });
  }
  return items;
}

export function dayId(day: { centreId: string; businessDate: string }): string {
  return `${day.businessDate}\u0000${day.centreId}`;
}

export function dayHref(day: { centreId: string; businessDate: string }): string {
  return `/reconciliations/${encodeURIComponent(day.centreId)}/${day.businessDate}`;
}

/** The names Cashrec gives, or the ids where it gives none. */
export function namesOf(line: LineRow): { shift: string; till: string; tender: string } {
  return {
    shift: line.shiftName ?? line.shiftId,
    till: line.tillName ?? line.tillId,
    tender: line.tenderName ?? line.tenderId,
  };
}
