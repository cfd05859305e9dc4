import "server-only";

/** Adds a version of a rule for accounts. Earlier versions, and what was posted, never change. */
import type { ChangeJournalAccount, JournalAccount } from "@/lib/contracts/journal-account";
import { ANY } from "@/lib/domain/journal/account-rule";
import { readEntityScope, readNodeScope } from "@/lib/domain/organisation/node-scope";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { getCentre } from "../centres/queries";
import { lockJournal } from "../db/advisory-lock";
import { inTransaction, sql as plainSql } from "../db/sql";
import { findLegalEntity } from "../entities/queries";
import { assertMayChangeNode } from "../organisation/granted-nodes";
import { findLatestAccount } from "./accounts";

export async function changeJournalAccount(
  scope: Scope<"journal:configure">,
  change: ChangeJournalAccount,
): Promise<JournalAccount> {
  const isOfCentre = await assertScopeExists(scope, change.scopeId);
  return inTransaction(async ({ sql }) => {
    // A batch that is being posted follows the rules that it read; the next one follows this.
    await lockJournal(sql);
    const before = await findLatestAccount(sql, change);
    refuse(before, change);
    const version = change.basedOnVersion + 1;
    const { scopeId, purpose, selector, account, vat, taxCode, validFrom } = change;
    await sql(
      `INSERT INTO journal_account_rule (scope_id, purpose, selector, version, account,
         vat_account, vat_ppm, tax_code, valid_from, created_by_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        scopeId,
        purpose,
        selector,
        version,
        account,
        vat?.account ?? null,
        vat?.ppm ?? null,
        taxCode,
        validFrom,
        scope.actorId,
      ],
    );
    await appendAudit(sql, {
      actorId: scope.actorId,
      action: "account-rule.changed",
      ...(isOfCentre ? { centreId: scopeId } : {}),
      before: before === null ? null : contentOf(before),
      after: contentOf({ ...change, version }),
    });
    const rule = await findLatestAccount(sql, change);
    if (rule === null) throw new AppError("NOT_FOUND", "There is no such rule.");
    return rule;
  });
}

/** Returns whether it is a centre. */
async function assertScopeExists(
  scope: Scope<"journal:configure">,
  scopeId: string,
): Promise<boolean> {
  if (scopeId === ANY) return false;
  const [nodeId, entityId] = [readNodeScope(scopeId), readEntityScope(scopeId)];
  if (nodeId !== null) {
    await assertMayChangeNode(scope, "journal:configure", nodeId);
    return false;
  }
  if (entityId === null) {
    await getCentre(scope, scopeId);
    return true;
  }
  if ((await findLegalEntity(plainSql, entityId)) !== null) return false;
  throw new AppError("NOT_FOUND", "There is no such legal entity.");
}

type Content = Omit<JournalAccount, "scopeName" | "createdBy" | "createdAt">;

function contentOf(rule: Content): Content {
  const { scopeId, purpose, selector, version, account, vat, taxCode, validFrom } = rule;
  return { scopeId, purpose, selector, version, account, vat, taxCode, validFrom };
}

function refuse(before: JournalAccount | null, change: ChangeJournalAccount): void {
  if ((before?.version ?? 0) !== change.basedOnVersion) {
    const who = before?.createdBy ?? "Someone else";
    throw new AppError("CONFLICT", `${who} changed this account. Look at it, then decide again.`, {
      current: before,
    });
  }
  if (change.account === null && (before === null || before.account === null)) {
    throw new AppError("REFUSED", "There is no such rule.", { reason: "nothing-to-withdraw" });
  }
  if (before !== null && isSame(before, change)) {
    throw new AppError("REFUSED", "The rule says this already.", { reason: "nothing-changed" });
  }
}

/** Tells whether a change leaves everything but the version as it was. */
function isSame(before: JournalAccount, change: ChangeJournalAccount): boolean {
  const next = contentOf({ ...change, version: before.version });
  return JSON.stringify(contentOf(before)) === JSON.stringify(next);
}
