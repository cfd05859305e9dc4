import "server-only";

/**
 * Finds the field map in force: the file that the configuration names, else the version that was
 * saved last, else the built-in map. Every process asks the database, so that a saved map is used
 * by the next request without a restart.
 */
import { type Sql, sql } from "../db/sql";
import { env } from "../env";
import { processWide } from "../process-wide";
import { type LoadedMap, loadFieldMap, readSavedMap } from "./field-map-file";

export type MapOrigin = "file" | "saved" | "built-in";
export type MapInForce = LoadedMap & {
  from: MapOrigin;
  /** It identifies the map among all that were ever in force in this process. */
  key: string;
  /** The version that was saved last, whether or not it is in force; 0 before the first. */
  latestVersion: number;
};

/** The versions never change, so that one is parsed once. */
const saved = processWide<{ key: string; loaded: LoadedMap }>("saved-field-map");
const fromFile = processWide<{ file: string; loaded: LoadedMap }>("field-map-file");

export async function findMapInForce(run: Sql = sql): Promise<MapInForce> {
  const file = env().fieldMapFile;
  const [latest] = await run<{ version: number; hash: string }>(
    "SELECT version, hash FROM field_map_version ORDER BY version DESC LIMIT 1",
  );
  const latestVersion = latest?.version ?? 0;
  if (file !== null) {
    if (fromFile.value?.file !== file) fromFile.value = { file, loaded: loadFieldMap(file) };
    const { loaded } = fromFile.value;
    return { ...loaded, from: "file", latestVersion, key: `file ${file} ${loaded.hash}` };
  }
  if (latest === undefined) {
    return { ...loadFieldMap(null), from: "built-in", latestVersion, key: "built-in" };
  }
  // Maps that differ only in their request have the same hash.
  const key = `saved ${latest.version} ${latest.hash}`;
  if (saved.value?.key !== key) {
    saved.value = { key, loaded: await readVersion(run, latest.version) };
  }
  return { ...saved.value.loaded, from: "saved", latestVersion, key };
}

async function readVersion(run: Sql, version: number): Promise<LoadedMap> {
  const [row] = await run<{ map: unknown }>(
    "SELECT map FROM field_map_version WHERE version = $1::int",
    [version],
  );
  try {
    return readSavedMap(row?.map);
  } catch (error) {
    // A newer release may have saved what this one does not know.
    throw new Error(`Version ${version} of the field map can't be used here.`, { cause: error });
  }
}
