import "server-only";

/**
 * Asks what a response may hide, and remembers what an administrator has accepted of it. Nothing of
 * a response with an open question is stored.
 */
import type { acceptQuestionsSchema } from "@/lib/contracts/connection";
import type { z } from "zod";
import type { FieldMap, Json } from "@/lib/domain/field-map/field-map";
import { describeForm, type FormNode, formatForm } from "@/lib/domain/field-map/form";
import {
  dependsOnForm,
  listUsedPaths,
  questionsOf,
  type Read,
  type Used,
} from "@/lib/domain/field-map/open-questions";
import type { Question } from "@/lib/domain/field-map/questions";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql, sql } from "../db/sql";

const SETTING = "cashrec.accepted-questions";
const FORMS_MAX = 500;
const NAMED_MAX = 5;

/**
 * Examines every response, because a count of pages, whole amounts and an assumed till depend on
 * its values. Which paths the map reads depends on the form alone, and there are few forms.
 */
export class QuestionCheck {
  readonly #usedByForm = new Map<string, Used>();

  constructor(private readonly findAccepted: () => Promise<ReadonlySet<string>>) {}

  /** Throws UPSTREAM_CHANGED, naming what is open. */
  async refuseOpen(root: Json, map: FieldMap, read: Read): Promise<void> {
    const form = describeForm(root);
    const used = this.#findUsed(root, map, form);
    const questions = questionsOf(root, map, { ...read, form }, used);
    if (questions.length === 0) return;
    const accepted = await this.findAccepted();
    const open = questions.filter(({ id }) => !accepted.has(id));
    if (open.length > 0) throw openQuestions(open);
  }

  #findUsed(root: Json, map: FieldMap, form: FormNode): Used {
    if (!dependsOnForm(map)) return listUsedPaths(root, map);
    const text = formatForm(form);
    const used = this.#usedByForm.get(text) ?? listUsedPaths(root, map);
    if (this.#usedByForm.size >= FORMS_MAX) this.#usedByForm.clear();
    this.#usedByForm.set(text, used);
    return used;
  }
}

const NAMES: Record<Question["kind"], string> = {
  "unused-money": "money that no field uses",
  "unused-list": "a list that no field uses",
  "no-record": "no record of the centres and dates that were asked for",
  "one-page": "perhaps one page of several",
  "whole-amounts": "amounts that may be cents, because all are whole",
  "assumed-till": "no till is named, so that one is assumed",
};

function openQuestions(open: readonly Question[]): AppError {
  const named = open.slice(0, NAMED_MAX).map(({ kind, path }) => `${NAMES[kind]} (${path})`);
  const more = open.length > NAMED_MAX ? `, and ${open.length - NAMED_MAX} more` : "";
  return new AppError(
    "UPSTREAM_CHANGED",
    `Cashrec's answer can be read, but leaves open: ${named.join(", ")}${more}. Nothing of it ` +
      "was stored. An administrator says what it means in the settings, under Connection.",
  );
}

export async function findAcceptedQuestions(run: Sql = sql): Promise<ReadonlySet<string>> {
  const [row] = await run<{ ids: string[] }>("SELECT value AS ids FROM setting WHERE name = $1", [
    SETTING,
  ]);
  return new Set(row?.ids ?? []);
}

/** The audit trail records who accepted it that a response has this form. */
export async function acceptQuestions(
  { actorId }: Scope<"cashrec:probe">,
  { ids }: z.infer<typeof acceptQuestionsSchema>,
): Promise<{ accepted: number }> {
  return inTransaction(async ({ sql: run }) => storeAccepted(run, actorId, ids));
}

/** Appends to the audit trail, so that it is the last statement of the caller's transaction. */
export async function storeAccepted(
  run: Sql,
  actorId: string,
  ids: readonly string[],
): Promise<{ accepted: number }> {
  await run("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text", [SETTING]);
  const before = await findAcceptedQuestions(run);
  const added = ids.filter((id) => !before.has(id));
  if (added.length === 0) return { accepted: 0 };
  await run(
    `INSERT INTO setting (name, value) VALUES ($1, to_jsonb($2::text[]))
     ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value`,
    [SETTING, [...before, ...new Set(added)]],
  );
  await appendAudit(run, { actorId, action: "setting.changed", after: { [SETTING]: added } });
  return { accepted: added.length };
}
