/**
 * The state of reading one response: the compiled map, the position, and the fields that were seen.
 */
import type { SheetFinding } from "../cash-sheet";
import type { FieldMap, FieldName, JsonObject, RequiredField } from "./field-map";
import type { Cursor } from "./cursor";
import { Matcher, type Plan } from "./match";
import { Vocabulary } from "./words";

/** An object has one kind. Only an object's own kind may use the "@" aliases of its fields. */
export type Level = "sheet" | "shift" | "till" | "tender" | "entry";

const OWN: Record<Level, readonly FieldName[]> = {
  sheet: ["centreId", "businessDate", "currency", "status", "version"],
  shift: ["shiftId", "shiftName", "openedAt", "closedAt"],
  till: ["tillId", "tillName"],
  tender: [
    "tenderId",
    "tenderName",
    "tenderKind",
    "tenderAmount",
    "tenderCurrency",
    "quantity",
    "unitValue",
  ],
  entry: ["entryLabel", "entryDirection", "entryPaidWith", "entryAmount"],
};

export type CompiledMap = {
  map: FieldMap;
  words: Vocabulary;
  matchers: Record<Level, Matcher>;
};

export type Context = CompiledMap & {
  cursor: Cursor;
  /** The required fields that this response has had at least once. */
  seen: Record<RequiredField, boolean>;
  /** The message names the first record that might have had a required field. */
  firstShift: string | null;
  firstTender: string | null;
  /** What a person should know of the register shift that is being read. */
  findings: Finding[];
};

export type Finding = Pick<SheetFinding, "kind" | "name" | "detail">;

/** The register shift whose figures are read from an object. */
export type Holder = { object: JsonObject; plan: Plan; decimals: number; currency: string };

const compiled = new WeakMap<FieldMap, CompiledMap>();

export function compileMap(map: FieldMap): CompiledMap {
  const known = compiled.get(map);
  if (known !== undefined) return known;
  const matcher = (level: Level) => new Matcher(aliasesFor(map, level));
  const made: CompiledMap = {
    map,
    words: new Vocabulary(map.words),
    matchers: {
      sheet: matcher("sheet"),
      shift: matcher("shift"),
      till: matcher("till"),
      tender: matcher("tender"),
      entry: matcher("entry"),
    },
  };
  compiled.set(map, made);
  return made;
}

function* aliasesFor(map: FieldMap, level: Level): Generator<{ field: FieldName; path: string }> {
  for (const [name, locators] of Object.entries(map.fields)) {
    const field = name as FieldName;
    const own = OWN[level].includes(field);
    if (!own && !holds(level, field)) continue;
    for (const path of locators) {
      if (typeof path !== "string") continue;
      if (!path.startsWith("@")) yield { field, path };
      else if (own) yield { field, path: path.slice(1) };
    }
  }
}

/**
 * Sheets, shifts and tills may contain anything but the fields of entries; a tender or an entry
 * contains only its own.
 */
function holds(level: Level, field: FieldName): boolean {
  return level !== "tender" && level !== "entry" && !OWN.entry.includes(field);
}
