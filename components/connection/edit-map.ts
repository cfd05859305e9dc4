/** Reads and changes one choice of a field map as text, such as a person types it. */
import type { FieldMapFile } from "@/lib/contracts/field-map";
import { FIELD_NAMES, type FieldName } from "@/lib/domain/field-map/field-map";

type Fields = NonNullable<FieldMapFile["fields"]>;

/** Settings that are not fields of ours, and that have a fixed list of values. */
export const SETTING_VALUES = {
  dates: ["iso", "day-first", "month-first", "epoch-seconds", "epoch-milliseconds"],
  scale: ["", "major", "minor"],
  decimalMark: ["", ".", ","],
} as const;
export type Setting = keyof typeof SETTING_VALUES;

export function isSetting(field: string): field is Setting {
  return field in SETTING_VALUES;
}

/** A locator that is more than a path is shown as JSON. */
export function textOfChoice(map: FieldMapFile, field: string): string | null {
  if (field === "rows") return map.rows ?? null;
  if (field === "dates") return map.dates ?? null;
  if (field === "scale") return map.amounts?.scale ?? null;
  if (field === "decimalMark") return map.amounts?.decimalMark ?? null;
  if (field === "request.path") return map.request?.path ?? null;
  const name = fieldName(field);
  const locators = name === null ? undefined : map.fields?.[name];
  if (locators === undefined) return null;
  const [only] = locators;
  if (locators.length === 1 && typeof only === "string") return only;
  return locators.length === 0 ? "" : JSON.stringify(locators);
}

/** Returns null when the text is JSON that can't be read. What it means, the server decides. */
export function changeChoice(map: FieldMapFile, field: string, text: string): FieldMapFile | null {
  const given = text.trim();
  const orNull = given === "" ? null : given;
  if (field === "rows") return { ...map, rows: orNull };
  if (field === "dates") return { ...map, dates: given as FieldMapFile["dates"] };
  if (field === "scale" || field === "decimalMark") {
    return { ...map, amounts: { ...map.amounts, [field]: orNull } };
  }
  if (field === "request.path") return { ...map, request: { ...map.request, path: given } };
  const name = fieldName(field);
  const locators = parseLocators(given);
  if (name === null || locators === null) return null;
  return { ...map, fields: { ...map.fields, [name]: locators } };
}

function parseLocators(text: string): Fields[FieldName] | null {
  if (text === "") return [];
  if (!/^[[{]/.test(text) || /^\{\w+\}$/.test(text)) return [text];
  try {
    return [JSON.parse(text) as Fields[FieldName]].flat() as Fields[FieldName];
  } catch {
    return null;
  }
}

function fieldName(field: string): FieldName | null {
  return FIELD_NAMES.find((name) => name === field) ?? null;
}
