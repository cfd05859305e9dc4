import "server-only";

/** Reads and saves what the layouts of accounting programs need beside the entries. */
import {
  type JournalFormats,
  journalSettingsSchema,
  type SaveJournalFormats,
} from "@/lib/contracts/journal";
import { USUAL_SETTINGS } from "@/lib/domain/journal/settings";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { lockJournal } from "../db/advisory-lock";
import { inTransaction, type Sql, sql as plainSql } from "../db/sql";

export async function getJournalFormats(_scope: Scope<"journal:view">): Promise<JournalFormats> {
  return readJournalFormats(plainSql);
}

/** A setting that a later version of the product added has its usual value. */
export async function readJournalFormats(sql: Sql): Promise<JournalFormats> {
  const [row] = await sql<{ version: number; settings: Record<string, unknown> }>(
    "SELECT version, settings FROM journal_format_version ORDER BY version DESC LIMIT 1",
  );
  if (row === undefined) return { version: 0, settings: USUAL_SETTINGS };
  const settings = journalSettingsSchema.parse({ ...USUAL_SETTINGS, ...row.settings });
  return { version: row.version, settings };
}

export async function saveJournalFormats(
  scope: Scope<"journal:configure">,
  { settings, basedOnVersion }: SaveJournalFormats,
): Promise<JournalFormats> {
  return inTransaction(async ({ sql }) => {
    await lockJournal(sql);
    const before = await readJournalFormats(sql);
    if (before.version !== basedOnVersion) {
      throw new AppError("CONFLICT", "Someone else changed these settings. Look at them again.", {
        current: before,
      });
    }
    const version = before.version + 1;
    await sql(
      `INSERT INTO journal_format_version (version, settings, saved_by_id)
       VALUES ($1, $2::jsonb, $3)`,
      [version, JSON.stringify(settings), scope.actorId],
    );
    await appendAudit(sql, {
      actorId: scope.actorId,
      action: "journal.formats-changed",
      before: { version: before.version, settings: listTexts(before.settings) },
      after: { version, settings: listTexts(settings) },
    });
    return { version, settings };
  });
}

/** The trail words its own fields; a name of another program's field is shown as it is. */
function listTexts(settings: JournalFormats["settings"]): string[] {
  return Object.entries(settings).map(([name, value]) => `${name}: ${value ?? ""}`);
}
