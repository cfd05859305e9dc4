import "server-only";

/** Reads and saves what the layouts of accounting programs need beside the entries. */
import {
  type JournalFormats,
  journalSettingsSchema,
  type SaveJournalFormats,
} from "@/lib/contracts/journal";
import { ORGANISATION_SERIES } from "@/lib/domain/journal/series";
import { USUAL_SETTINGS } from "@/lib/domain/journal/settings";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { lockJournal } from "../db/advisory-lock";
import { inTransaction, type Sql, sql as plainSql } from "../db/sql";
import { findBatchEntity } from "./batch-entity";

export async function getJournalFormats(
  _scope: Scope<"journal:view">,
  { entityId }: { entityId: string },
): Promise<JournalFormats> {
  await findBatchEntity(plainSql, entityId);
  return readJournalFormats(plainSql, entityId);
}

/** A setting that a later version of the product added has its usual value. */
export async function readJournalFormats(sql: Sql, entityId: string): Promise<JournalFormats> {
  const [row] = await sql<{ version: number; settings: Record<string, unknown> }>(
    `SELECT version, settings FROM journal_format_version WHERE entity_id = $1
      ORDER BY version DESC LIMIT 1`,
    [entityId],
  );
  if (row === undefined && entityId === ORGANISATION_SERIES) {
    return { version: 0, settings: USUAL_SETTINGS };
  }
  if (row === undefined) {
    const { settings } = await readJournalFormats(sql, ORGANISATION_SERIES);
    return { version: 0, settings };
  }
  const settings = journalSettingsSchema.parse({ ...USUAL_SETTINGS, ...row.settings });
  return { version: row.version, settings };
}

export async function saveJournalFormats(
  scope: Scope<"journal:configure">,
  { entityId, settings, basedOnVersion }: SaveJournalFormats,
): Promise<JournalFormats> {
  return inTransaction(async ({ sql }) => {
    await lockJournal(sql);
    const entity = await findBatchEntity(sql, entityId);
    const before = await readJournalFormats(sql, entityId);
    if (before.version !== basedOnVersion) {
      throw new AppError("CONFLICT", "Someone else changed these settings. Look at them again.", {
        current: before,
      });
    }
    const version = before.version + 1;
    await sql(
      `INSERT INTO journal_format_version (version, settings, saved_by_id, entity_id)
       VALUES ($1, $2::jsonb, $3, $4)`,
      [version, JSON.stringify(settings), scope.actorId, entityId],
    );
    await appendAudit(sql, {
      actorId: scope.actorId,
      action: "journal.formats-changed",
      before: { version: before.version, settings: listTexts(before.settings) },
      after: {
        ...(entity === null ? {} : { entityId: entity.id, name: entity.name }),
        version,
        settings: listTexts(settings),
      },
    });
    return { version, settings };
  });
}

/** The trail words its own fields; a name of another program's field is shown as it is. */
function listTexts(settings: JournalFormats["settings"]): string[] {
  return Object.entries(settings).map(([name, value]) => `${name}: ${value ?? ""}`);
}
