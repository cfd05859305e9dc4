import "server-only";

/**
 * Reads centres. A user with any permission in a centre may know its name, so that any scope is
 * accepted.
 */
import type { Centre, CentreSearch, FoundCentres } from "@/lib/contracts/centre";
import {
  type Actor,
  holdsAll,
  type Permission,
  proveAnywhere,
  type Scope,
} from "@/lib/domain/permission";
import { CENTRES_OFFERED_MAX, type CentreOffer } from "@/lib/domain/screen/centre-offer";
import { splitSearch } from "@/lib/domain/screen/normalise-search";
import type { CountedClock } from "@/lib/domain/business-date";
import { AppError, NO_SUCH_CENTRE } from "../app-error";
import { prisma } from "../db/client";
import { escapeLike, foldText, listPatterns } from "../db/searched-text";
import { prepared } from "../db/sql";
import { usualBusinessDate } from "./today";

const COLUMNS = { id: true, name: true, currency: true, timeZone: true, dayStartsAt: true };

/** Lists centres in order of name, together with what else a page reads. */
export async function listCentres({ centreIds }: Scope<Permission>): Promise<Centre[]> {
  return prepared<Centre>(
    `SELECT id, name, currency, time_zone AS "timeZone", day_starts_at AS "dayStartsAt" FROM centre
      WHERE $1::text[] IS NULL OR id = ANY ($1::text[]) ORDER BY name, id`,
    [centreIds],
  );
}

type CountedCentre = Centre & { count: string };

/**
 * What is searched for is compared without accents and case, like in a list of the browser. The
 * text as a whole comes first: there are hundreds of "Madrid 1", "Madrid 12", "Madrid 21".
 */
export async function findCentres(
  { centreIds }: Scope<Permission>,
  { text, id, limit }: CentreSearch,
): Promise<FoundCentres> {
  const terms = splitSearch(text);
  const rows = await prepared<CountedCentre>(
    `SELECT id, name, currency, "timeZone", "dayStartsAt", count(*) OVER () AS count FROM (
       SELECT id, name, currency, time_zone AS "timeZone", day_starts_at AS "dayStartsAt",
              ${foldText("concat_ws(' ', '', name, id, currency, '')")} AS searched
         FROM centre
        WHERE ($1::text[] IS NULL OR id = ANY ($1::text[]))
          AND ($2::text[] IS NULL OR id = ANY ($2::text[]))
     ) c
      WHERE searched LIKE ALL ($3::text[])
      ORDER BY searched LIKE $5 DESC, searched LIKE $6 DESC, name, id LIMIT $4`,
    [
      centreIds,
      id.length === 0 ? null : id,
      listPatterns(text),
      limit ?? null,
      `% ${escapeLike(terms.join(" "))} %`,
      `% ${escapeLike(terms.join(" "))}%`,
    ],
  );
  return splitCount(rows);
}

/** Finds those in which somebody has a permission, which is proved. */
export async function findCentresWith(
  actor: Actor,
  permission: Permission,
  search: CentreSearch,
): Promise<FoundCentres> {
  const scope = proveAnywhere(actor, permission);
  return scope === null ? { centres: [], count: 0 } : findCentres(scope, search);
}

/**
 * Offers all of few centres, and of many those that are named and the first, of those in which the
 * scope proves the permission. With them comes the business date that most of them have.
 */
export async function offerCentres<P extends Permission>(
  { centreIds }: Scope<P>,
  permission: NoInfer<P>,
  named: readonly string[] = [],
): Promise<CentreOffer<Centre> & { today: string }> {
  const rows = await prepared<CountedCentre>(
    `SELECT id, name, currency, "timeZone", "dayStartsAt", count FROM (
       SELECT id, name, currency, time_zone AS "timeZone", day_starts_at AS "dayStartsAt",
              count(*) OVER () AS count, row_number() OVER (ORDER BY name, id) AS position
         FROM centre WHERE $1::text[] IS NULL OR id = ANY ($1::text[])
     ) c
      WHERE count <= $3 OR position = 1 OR id = ANY ($2::text[]) ORDER BY position`,
    [centreIds, named, CENTRES_OFFERED_MAX],
  );
  const offer = splitCount(rows);
  const clocks = offer.count > rows.length ? await listClocks(centreIds) : offer.centres;
  return {
    ...offer,
    permission,
    currencies: [...new Set(clocks.map(({ currency }) => currency))],
    today: usualBusinessDate(clocks),
  };
}

/** Returns the business date that most of the reader's centres have. */
export async function findUsualDate({ centreIds }: Scope<Permission>): Promise<string> {
  return usualBusinessDate(await listClocks(centreIds));
}

function listClocks(centreIds: readonly string[] | null) {
  return prepared<CountedClock & { currency: string }>(
    `SELECT currency, time_zone AS "timeZone", day_starts_at AS "dayStartsAt",
            count(*)::int4 AS centres
       FROM centre WHERE $1::text[] IS NULL OR id = ANY ($1::text[])
      GROUP BY currency, time_zone, day_starts_at ORDER BY currency`,
    [centreIds],
  );
}

function splitCount(rows: readonly CountedCentre[]): FoundCentres {
  const centres = rows.map(({ count: _, ...centre }) => centre);
  return { centres, count: Number(rows[0]?.count ?? 0) };
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
  const rows = await prepared<{ id: string; name: string }>(
    "SELECT id, name FROM centre WHERE id = ANY ($1::text[])",
    [[...new Set(ids)]],
  );
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
