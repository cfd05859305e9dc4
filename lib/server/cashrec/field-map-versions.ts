import "server-only";

/** Saves the field map as a new version, and lists the versions. None is ever changed. */
import type { z } from "zod";
import type {
  FieldMapList,
  FieldMapVersion,
  saveFieldMapSchema,
} from "@/lib/contracts/field-map-trial";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { lockFieldMaps } from "../db/advisory-lock";
import { inTransaction, sql } from "../db/sql";
import { readSavedMap } from "./field-map-file";
import { findMapInForce } from "./map-in-force";
import { storeAccepted } from "./questions";

const LISTED_MAX = 50;

/** Throws CONFLICT when somebody saved another version meanwhile. */
export async function saveFieldMap(
  { actorId }: Scope<"cashrec:probe">,
  { expectedVersion, map, note, acceptedQuestions }: z.infer<typeof saveFieldMapSchema>,
): Promise<{ version: number }> {
  const { hash } = readSavedMap(map);
  return inTransaction(async ({ sql: run }) => {
    await lockFieldMaps(run);
    const [latest] = await run<{ version: number; hash: string }>(
      "SELECT version, hash FROM field_map_version ORDER BY version DESC LIMIT 1",
    );
    if ((latest?.version ?? 0) !== expectedVersion) {
      throw new AppError("CONFLICT", "Somebody saved another field map meanwhile. Look again.");
    }
    const version = expectedVersion + 1;
    await run(
      `INSERT INTO field_map_version (version, map, hash, note, saved_by_id)
       VALUES ($1::int, $2::jsonb, $3, $4, $5::uuid)`,
      [version, JSON.stringify(map), hash, note, actorId],
    );
    await appendAudit(run, {
      actorId,
      action: "field-map.saved",
      before: { version: expectedVersion, hash: latest?.hash ?? null },
      after: { version, hash, note },
    });
    if (acceptedQuestions.length > 0) await storeAccepted(run, actorId, acceptedQuestions);
    return { version };
  });
}

/** The latest comes first. */
export async function listFieldMaps(): Promise<FieldMapList> {
  const { from, hash, latestVersion } = await findMapInForce();
  const rows = await sql<Omit<FieldMapVersion, "savedAt"> & { savedAt: Date }>(
    `SELECT v.version, v.map, v.hash, v.note, coalesce(u.name, '') AS "savedBy",
            v.saved_at AS "savedAt"
       FROM field_map_version v LEFT JOIN "user" u ON u.id = v.saved_by_id
      ORDER BY v.version DESC LIMIT ${LISTED_MAX}`,
  );
  const versions = rows.map(({ savedAt, ...row }) => ({ ...row, savedAt: savedAt.toISOString() }));
  return { from, hash, latestVersion, versions };
}
