import "server-only";

/** The types of expense that receipts name. Nobody has to set them up: default ones exist. */
import {
  type ChangeExpenseTypes,
  type ExpenseTypeList,
  expenseTypeListSchema,
} from "@/lib/contracts/expense-type";
import type { Scope } from "@/lib/domain/permission";
import {
  completeExpenseTypes,
  type ExpenseTypesRefusal,
  refuseExpenseTypes,
} from "@/lib/domain/petty-cash/expense-type";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql, sql as plainSql } from "../db/sql";

const SETTING = "expense-types";

export async function listExpenseTypes(_scope: Scope<"till-count:view">): Promise<ExpenseTypeList> {
  return readExpenseTypes(plainSql);
}

export async function readExpenseTypes(sql: Sql): Promise<ExpenseTypeList> {
  const [row] = await sql<{ value: unknown }>("SELECT value FROM setting WHERE name = $1", [
    SETTING,
  ]);
  return parseTypes(row?.value);
}

function parseTypes(value: unknown): ExpenseTypeList {
  const stored = value === undefined ? NONE : expenseTypeListSchema.parse(value);
  return { version: stored.version, types: completeExpenseTypes(stored.types) };
}

const NONE: ExpenseTypeList = { version: 0, types: [] };

export async function changeExpenseTypes(
  { actorId }: Scope<"centre:administer">,
  { version, types }: ChangeExpenseTypes,
): Promise<ExpenseTypeList> {
  return inTransaction(async ({ sql }) => {
    await sql("INSERT INTO setting (name, value) VALUES ($1, $2::jsonb) ON CONFLICT DO NOTHING", [
      SETTING,
      JSON.stringify(NONE),
    ]);
    const [row] = await sql<{ value: unknown }>(
      "SELECT value FROM setting WHERE name = $1 FOR UPDATE",
      [SETTING],
    );
    const current = parseTypes(row?.value);
    if (current.version !== version) {
      throw new AppError("CONFLICT", "The list has changed since you opened it. Look again.", {
        current,
      });
    }
    const refusal = refuseExpenseTypes(current.types, types);
    if (refusal !== null) {
      throw new AppError("REFUSED", SENTENCES[refusal], { reason: refusal });
    }
    const next: ExpenseTypeList = { version: version + 1, types };
    await sql("UPDATE setting SET value = $2::jsonb WHERE name = $1", [
      SETTING,
      JSON.stringify(next),
    ]);
    await appendAudit(sql, {
      actorId,
      action: "expense-types.changed",
      before: current,
      after: next,
    });
    return next;
  });
}

const SENTENCES: Record<ExpenseTypesRefusal, string> = {
  twice: "A code stands for one type only.",
  "type-removed": "A type is not removed, because receipts name it. Switch it off.",
  "name-missing": "Give the type a name.",
};
