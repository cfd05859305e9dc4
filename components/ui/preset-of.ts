/** Finds the preset that equals a range, if there is one. */
import {
  type DateRange,
  type Preset,
  PRESETS,
  computePresetRange,
} from "@/lib/domain/business-date";

export function findPreset(value: DateRange, today: string): Preset | null {
  return PRESETS.find((preset) => isSame(computePresetRange(preset, today), value)) ?? null;
}

function isSame(one: DateRange, other: DateRange): boolean {
  return one.from === other.from && one.to === other.to;
}
