/** Arranges the table as one flat list of heads and lines, which a virtual table counts. */
import type { Day, LineRow } from "@/lib/contracts/reconciliation";
import { formatDayKey, formatLineKey } from "@/lib/domain/keys";
import { type GroupSums, sumGroup } from "@/lib/domain/screen/group-sums";

export type GroupItem = {
  kind: "group";
  key: string;
  day: Day;
  /** How many lines of the day are shown. */
  lines: number;
  /**
   * The sums of the lines that are shown, where some are left out; null while not all of them are
   * loaded.
   */
  shown: GroupSums | null;
};
export type Item = GroupItem | { kind: "line"; key: string; line: LineRow };

type ItemsOptions = {
  /** The list is not grouped when it is sorted by a figure and not by days. */
  grouped: boolean;
  /** It is false while there are more lines to load. */
  complete: boolean;
};

export function listItems(
  lines: readonly LineRow[],
  days: readonly Day[],
  { grouped, complete }: ItemsOptions,
): Item[] {
  const heads = new Map(days.map((day) => [formatDayKey(day), day]));
  const items: Item[] = [];
  let group = null as GroupItem | null;
  let first = 0;
  const closeGroup = (end: number) => {
    if (group === null) return;
    group.lines = end - first;
    group.shown = sumGroup(lines.slice(first, end));
  };
  for (const [index, line] of lines.entries()) {
    const id = formatDayKey(line);
    const day = heads.get(id);
    if (grouped && day !== undefined && group?.key !== id) {
      closeGroup(index);
      group = { kind: "group", key: id, day, lines: 0, shown: null };
      first = index;
      items.push(group);
    }
    items.push({ kind: "line", key: formatLineKey(line), line });
  }
  if (complete) closeGroup(lines.length);
  else if (group !== null) group.lines = lines.length - first;
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
