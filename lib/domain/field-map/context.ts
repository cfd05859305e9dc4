/**
 * The state of reading one response: the compiled map, the position, and the fields that were seen.
 */
import type { SheetFinding } from "../cash-sheet";
import type { FieldMap, FieldName, JsonObject, RequiredField } from "./field-map";
import type { Cursor } from "./cursor";
import { type CompiledLocator, compileLocator, foldValue } from "./compile-locator";
import { Matcher, type Plan } from "./match";
import type { AmountForm } from "./read-amount";
import { type Identity, NOBODY } from "./identity";
import { Vocabulary } from "./words";

/** An object has one kind. Only an object's own kind may use the "@" aliases of its fields. */
export type Level = "sheet" | "review" | "shift" | "till" | "tender" | "entry";

const OWN: Record<Level, readonly FieldName[]> = {
  sheet: ["centreId", "businessDate", "currency", "status", "version"],
  review: ["reviewSection", "reviewState"],
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
  values: {
    [Field in keyof FieldMap["values"]]: ReadonlyMap<string, FieldMap["values"][Field][string]>;
  };
  /** What the map says of every register shift, until a record says something else. */
  constants: Identity;
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
export type Holder = { object: JsonObject; plan: Plan; form: AmountForm };

const compiled = new WeakMap<FieldMap, CompiledMap>();

export function compileMap(map: FieldMap): CompiledMap {
  const known = compiled.get(map);
  if (known !== undefined) return known;
  const matcher = (level: Level) => new Matcher([...aliasesFor(map, level)]);
  const made: CompiledMap = {
    map,
    words: new Vocabulary(map.words),
    matchers: {
      sheet: matcher("sheet"),
      review: matcher("review"),
      shift: matcher("shift"),
      till: matcher("till"),
      tender: matcher("tender"),
      entry: matcher("entry"),
    },
    values: {
      tenderKind: foldKeys(map.values.tenderKind),
      entryDirection: foldKeys(map.values.entryDirection),
      entryPaidWith: foldKeys(map.values.entryPaidWith),
      status: foldKeys(map.values.status),
      currency: foldKeys(map.values.currency),
    },
    constants: readConstants(map),
  };
  compiled.set(map, made);
  return made;
}

function foldKeys<Value>(values: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(values).map(([key, value]) => [foldValue(key), value]));
}

function isIdentity(field: FieldName): field is keyof Identity {
  return field in NOBODY;
}

/** Constants of identity stand around the records, so that what a record says goes before them. */
function readConstants({ fields }: FieldMap): Identity {
  const constants = Object.entries(fields).flatMap(([field, locators]) => {
    const given = locators.find((each) => typeof each === "object" && "constant" in each);
    const isGiven = typeof given === "object" && "constant" in given;
    return isGiven && isIdentity(field as FieldName) ? [[field, String(given.constant)]] : [];
  });
  return { ...NOBODY, ...(Object.fromEntries(constants) as Partial<Identity>) };
}

function* aliasesFor(
  map: FieldMap,
  level: Level,
): Generator<{ field: FieldName; locator: CompiledLocator }> {
  for (const [name, locators] of Object.entries(map.fields)) {
    const field = name as FieldName;
    const isOwn = OWN[level].includes(field);
    if (!isOwn && !holds(level, field)) continue;
    for (const each of locators) {
      if (typeof each === "object" && "constant" in each && isIdentity(field)) continue;
      const locator = compileLocator(each, isOwn);
      if (locator !== null) yield { field, locator };
    }
  }
}

/**
 * Sheets, shifts and tills may contain anything but the fields of entries; a review, a tender
 * or an entry contains only its own.
 */
function holds(level: Level, field: FieldName): boolean {
  if (level === "review" || level === "tender" || level === "entry") return false;
  return !OWN.entry.includes(field) && !OWN.review.includes(field);
}
