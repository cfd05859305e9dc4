import "server-only";

/** Reads the field map in force: the file that the configuration names, or the built-in one. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { fieldMapFileSchema } from "@/lib/contracts/field-map";
import { BUILT_IN_MAP } from "@/lib/domain/field-map/built-in";
import type { FieldMap } from "@/lib/domain/field-map/field-map";
import { overBuiltIn } from "@/lib/domain/field-map/over-built-in";

export type LoadedMap = { map: FieldMap; hash: string };

/**
 * Throws an Error that names the file and everything wrong in it, so that the application does not
 * start.
 */
export function loadFieldMap(file: string | null): LoadedMap {
  const map = file === null ? BUILT_IN_MAP : readMapFile(file);
  return { map, hash: hashOf(map) };
}

/**
 * Reads a map as it was saved in the database. Throws an Error that names everything wrong in it.
 */
export function readSavedMap(json: unknown): LoadedMap {
  const parsed = fieldMapFileSchema.safeParse(json);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const map = overBuiltIn(parsed.data);
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

/**
 * Returns the same hash for maps that read alike, whatever the order in which a file names its
 * parts. The request does not count: another way to ask does not make another sheet.
 */
function hashOf(map: FieldMap): string {
  const reading = {
    ...map,
    required: [...map.required].sort(),
    always: [...map.always].sort(),
    request: undefined,
  };
  const text = JSON.stringify(reading, sortKeys);
  return createHash("sha256").update(text).digest("hex");
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries);
}
