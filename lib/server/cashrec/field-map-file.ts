import "server-only";

/** Reads the field map in force: the file that the configuration names, or the built-in one. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { BUILT_IN_MAP } from "@/lib/domain/field-map/built-in";
import {
  FIELD_NAMES,
  type FieldMap,
  type FieldName,
  REQUIRED_FIELDS,
  SECTIONS,
  WORD_GROUPS,
} from "@/lib/domain/field-map/field-map";

const PATH = /^@?[^.@\s][^.]*(\.[^.]+){0,5}$/;
const path = z
  .string()
  .max(200)
  .regex(PATH, 'Use a key, or keys joined by points, such as "till.id"');
const words = z.array(z.string().min(1).max(60)).max(200);
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);

/**
 * Parts that the file omits are taken from the built-in map; a field's list of paths is replaced as
 * a whole.
 */
const fieldMapFileSchema = z.strictObject({
  $schema: z.string().optional(),
  about: z.string().optional(),
  rows: z.string().min(1).max(200).nullable().optional(),
  fields: z.partialRecord(z.enum(FIELD_NAMES), z.array(path).max(50)).optional(),
  required: z.array(z.enum(REQUIRED_FIELDS)).max(REQUIRED_FIELDS.length).optional(),
  always: z.array(z.enum(SECTIONS)).max(SECTIONS.length).optional(),
  words: z.partialRecord(z.enum(WORD_GROUPS), words).optional(),
  assumed: z
    .strictObject({ shiftId: id, tillId: id, cash: id, card: id, voucher: id })
    .partial()
    .optional(),
  dates: z.enum(["iso", "day-first", "month-first"]).optional(),
});

export type LoadedMap = { map: FieldMap; hash: string };

/**
 * Throws an Error that names the file and everything wrong in it, so that the application does not
 * start.
 */
export function loadFieldMap(file: string | null): LoadedMap {
  const map = file === null ? BUILT_IN_MAP : readMapFile(file);
  return { map, hash: hashOf(map) };
}

function readMapFile(file: string): FieldMap {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const reason = error instanceof SyntaxError ? "it is not valid JSON" : "it can't be read";
    throw new Error(`CASHREC_FIELD_MAP names ${file}: ${reason}.`, { cause: error });
  }
  const parsed = fieldMapFileSchema.safeParse(json);
  if (!parsed.success) {
    throw new Error(`CASHREC_FIELD_MAP names ${file}:\n${z.prettifyError(parsed.error)}`);
  }
  return overBuiltIn(parsed.data);
}

function overBuiltIn(given: z.infer<typeof fieldMapFileSchema>): FieldMap {
  return {
    rows: given.rows ?? BUILT_IN_MAP.rows,
    fields: { ...BUILT_IN_MAP.fields, ...defined<FieldName, string[]>(given.fields) },
    required: given.required ?? BUILT_IN_MAP.required,
    always: given.always ?? BUILT_IN_MAP.always,
    words: { ...BUILT_IN_MAP.words, ...defined(given.words) },
    assumed: { ...BUILT_IN_MAP.assumed, ...defined(given.assumed) },
    dates: given.dates ?? BUILT_IN_MAP.dates,
  };
}

function defined<Key extends string, Value>(
  values: Partial<Record<Key, Value | undefined>> = {},
): Partial<Record<Key, Value>> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Record<Key, Value>>;
}

/** Returns the same hash for the same map, whatever the order in which a file names its fields. */
function hashOf(map: FieldMap): string {
  const fields = FIELD_NAMES.map((name) => [name, map.fields[name]]);
  return createHash("sha256")
    .update(
      JSON.stringify({
        ...map,
        fields,
        required: [...map.required].sort(),
        always: [...map.always].sort(),
      }),
    )
    .digest("hex");
}
