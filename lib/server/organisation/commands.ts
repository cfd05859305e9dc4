import "server-only";

/**
 * Changes the tree: all rows of a list, or none. The periods in which a centre is below a node are
 * stored in the same transaction, so that no statement sees one without the other.
 */
import type { ChangedOrganisation, ChangeOrganisation } from "@/lib/contracts/organisation";
import {
  decideOrganisation,
  type Move,
  type OrganisationPlan,
  type OrganisationRow,
  type RefusedRow,
} from "@/lib/domain/organisation/plan";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAuditAll, type AuditEntry } from "../audit/append";
import { lockAllDays, lockOrganisation } from "../db/advisory-lock";
import { inTransaction, type Sql } from "../db/sql";
import { ensureJobTables } from "../queue/queue";
import { readHistory } from "./history";
import { judgeMovedCentres } from "./judge-moved-centres";
import { storeReach } from "./reach";
import { wordFault } from "./word-fault";

type By = Scope<"centre:administer">;

export async function changeOrganisation(
  scope: By,
  { rows, basedOnVersion }: ChangeOrganisation,
): Promise<ChangedOrganisation> {
  return saveOrganisation(scope, rows, { basedOnVersion, refuse: refuseAll });
}

type SaveOptions = {
  dryRun?: boolean;
  /** Whoever read an older tree decides again; a file says what is to be, whatever there was. */
  basedOnVersion?: number;
  refuse: (refused: RefusedRow[]) => never;
};

/** `dryRun` decides and counts, and stores nothing. */
export async function saveOrganisation(
  { actorId }: By,
  rows: readonly OrganisationRow[],
  { dryRun = false, basedOnVersion, refuse }: SaveOptions,
): Promise<ChangedOrganisation> {
  await ensureJobTables();
  return inTransaction(async (tx) => {
    const { sql } = tx;
    // Lines that are being written follow the tree that was read for them; none may miss this one.
    if (!dryRun) await lockAllDays(sql);
    await lockOrganisation(sql);
    const history = await readHistory(sql, null);
    if (basedOnVersion !== undefined && basedOnVersion !== history.version) {
      throw new AppError("CONFLICT", "Someone changed the organisation. Look, then decide again.", {
        current: { version: history.version },
      });
    }
    const version = history.version + 1;
    const centres = await sql<{ id: string }>("SELECT id FROM centre");
    const centreIds = new Set(centres.map(({ id }) => id));
    const { refused, plan } = decideOrganisation(rows, { history, centreIds, version });
    if (plan === null) return refuse(refused);
    const counts = countPlan(plan);
    const changes = Object.values(counts).some((count) => count > 0);
    if (dryRun || !changes) return { ...counts, version: history.version };
    await writePlan(sql, plan, { version, actorId });
    const changed = await readHistory(sql, null);
    await storeReach(sql, changed);
    await judgeMovedCentres(tx, plan, changed);
    await appendAuditAll(sql, listEntries(plan, actorId));
    return { ...counts, version };
  });
}

function refuseAll(refused: RefusedRow[]): never {
  const [first] = refused;
  const message = first === undefined ? "" : wordFault(first.code, first.facts);
  throw new AppError("REFUSED", `${message} Nothing was stored.`, {
    reason: `organisation-${first?.code}`,
    errors: refused.map(({ at, column, code, facts }) => ({
      path: `rows.${at}.${column === "parent" ? "parentId" : column}`,
      message: wordFault(code, facts),
    })),
  });
}

function countPlan({ added, changed, movedNodes, movedCentres }: OrganisationPlan) {
  return {
    added: added.length,
    changed: changed.length,
    movedNodes: movedNodes.length,
    movedCentres: movedCentres.length,
  };
}

type Written = { version: number; actorId: string };

async function writePlan(sql: Sql, plan: OrganisationPlan, by: Written): Promise<void> {
  const named = [...plan.added, ...plan.changed.map(({ after }) => after)];
  await sql(
    `INSERT INTO organisation_node (id, kind, name, version)
     SELECT n.*, $4::int FROM unnest($1::text[], $2::text[], $3::text[]) AS n
     ON CONFLICT (id) DO UPDATE
       SET kind = excluded.kind, name = excluded.name, version = excluded.version`,
    [
      named.map(({ id }) => id),
      named.map(({ kind }) => kind),
      named.map(({ name }) => name),
      by.version,
    ],
  );
  await sql(
    `INSERT INTO node_position (node_id, parent_id, valid_from, version, created_by_id)
     SELECT m.*, $4::int, $5::uuid FROM unnest($1::text[], $2::text[], $3::text[]) AS m`,
    movesOf(plan.movedNodes, by),
  );
  await sql(
    `INSERT INTO centre_position (centre_id, node_id, valid_from, version, created_by_id)
     SELECT m.*, $4::int, $5::uuid FROM unnest($1::text[], $2::text[], $3::text[]) AS m`,
    movesOf(plan.movedCentres, by),
  );
}

function movesOf(moves: readonly Move[], { version, actorId }: Written): unknown[] {
  return [
    moves.map(({ childId }) => childId),
    moves.map(({ parentId }) => parentId),
    moves.map(({ validFrom }) => validFrom),
    version,
    actorId,
  ];
}

function listEntries(plan: OrganisationPlan, actorId: string): AuditEntry[] {
  return [
    ...plan.added.map((after): AuditEntry => ({ actorId, action: "node.added", after })),
    ...plan.changed.map(({ before, after }): AuditEntry => {
      return { actorId, action: "node.changed", before, after };
    }),
    ...plan.movedNodes.map(({ childId, parentId, before, validFrom }): AuditEntry => {
      return {
        actorId,
        action: "node.placed",
        before: { id: childId, parentId: before },
        after: { id: childId, parentId, validFrom },
      };
    }),
    ...plan.movedCentres.map(({ childId, parentId, before, validFrom }): AuditEntry => {
      return {
        actorId,
        action: "centre.placed",
        centreId: childId,
        before: { nodeId: before },
        after: { nodeId: parentId, validFrom },
      };
    }),
  ];
}
