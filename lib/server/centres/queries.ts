import "server-only";

/**
 * Reads centres. A user with any permission in a centre may know its name, so that any scope is
 * accepted.
 */
import type { Centre } from "@/lib/contracts/centre";
import { holdsAll, type Permission, type Scope } from "@/lib/domain/permission";
import { AppError, NO_SUCH_CENTRE } from "../app-error";
import { prisma } from "../db/client";
import { prepared } from "../db/sql";

/**
 * The message is the same for a centre that does not exist and for one that is not the reader's.
 */

const COLUMNS = { id: true, name: true, currency: true, timeZone: true, dayStartsAt: true };

/** Lists centres in order of name, together with what else a page reads. */
export async function listCentres({ centreIds }: Scope<Permission>): Promise<Centre[]> {
  return prepared<Centre>(
    `SELECT id, name, currency, time_zone AS "timeZone", day_starts_at AS "dayStartsAt" FROM centre
      WHERE $1::text[] IS NULL OR id = ANY ($1::text[]) ORDER BY name, id`,
    [centreIds],
  );
}

export async function getCentre(scope: Scope<Permission>, id: string): Promise<Centre> {
  const mine = holdsAll(scope, [id]);
  const centre = mine ? await prisma().centre.findUnique({ select: COLUMNS, where: { id } }) : null;
  if (centre === null) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
  return centre;
}

/** The names by id, of those that exist. */
export async function listCentreNames(ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await prisma().centre.findMany({
    select: { id: true, name: true },
    where: { id: { in: [...new Set(ids)] } },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/**
 * A role that is granted everywhere proves any id, so that this checks whether the named centres
 * exist.
 */
export async function assertCentresExist(scope: Scope<Permission>): Promise<void> {
  if (scope.centreIds === null) return;
  const wanted = [...new Set(scope.centreIds)];
  const [row] = await prepared<{ found: string }>(
    "SELECT count(*) AS found FROM centre WHERE id = ANY ($1::text[])",
    [wanted],
  );
  if (Number(row?.found ?? 0) < wanted.length) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
}
