/**
 * Holds the lines that a counter adds to a sheet. They exist only on the screen until they are
 * submitted.
 */
import type { CountSheet } from "@/lib/contracts/till-count";

export const ADDED_PARTS = ["shiftId", "tillId", "tenderId"] as const;
export type AddedLine = Record<(typeof ADDED_PARTS)[number], string>;

/** Finds the till that an address names; it is undefined where the day has none of that name. */
export function findTill({ shifts }: CountSheet, { shift, till }: { shift: string; till: string }) {
  return shifts.find(({ shiftId, tillId }) => shiftId === shift && tillId === till);
}

export function addLine(sheet: CountSheet, { shiftId, tillId, tenderId }: AddedLine): CountSheet {
  const tender: CountSheet["shifts"][number]["tenders"][number] = {
    tenderId,
    tenderName: null,
    kind: null,
    countedMinor: null,
    version: 0,
    countedBy: null,
    countedAt: null,
    denominations: null,
    floatLeftMinor: null,
    recount: null,
    triesLeft: sheet.recountsMax + 1,
    refusal: null,
    remarks: { notes: [], photos: [] },
  };
  const existing = sheet.shifts.find(
    (shift) => shift.shiftId === shiftId && shift.tillId === tillId,
  );
  if (existing === undefined) {
    const shift = {
      shiftId,
      shiftName: null,
      tillId,
      tillName: null,
      tenders: [tender],
      opening: { agreedMinor: null, count: null },
      floatToLeaveMinor: null,
      usualValues: [],
      events: { spots: [], handOvers: [] },
    };
    return { ...sheet, shifts: [...sheet.shifts, shift] };
  }
  if (existing.tenders.some((one) => one.tenderId === tenderId)) return sheet;
  const grown = { ...existing, tenders: [...existing.tenders, tender] };
  return { ...sheet, shifts: sheet.shifts.map((shift) => (shift === existing ? grown : shift)) };
}
