import "server-only";

/**
 * What is read of few centres is planned once for every reader and any dates, because planning it
 * takes longer than reading it. What is read of many is planned each time, for as many as they are.
 */
import { prepared, type Sql, sql } from "../db/sql";

type CentreIds = readonly string[] | null;

const FEW_CENTRES_MAX = 50;

export function areFew(centreIds: CentreIds): boolean {
  return centreIds !== null && centreIds.length <= FEW_CENTRES_MAX;
}

export function sqlOfCentres(centreIds: CentreIds): Sql {
  return areFew(centreIds) ? prepared : sql;
}

/** A condition on a column with the id of a centre; $1 is null for every centre. */
export type IsOfReader = (column: string) => string;

export const isOfAny: IsOfReader = (column) =>
  `($1::text[] IS NULL OR ${column} = ANY ($1::text[]))`;

/** Only without the null can a plan for all values find the centres in an index. */
const isOfNamed: IsOfReader = (column) => `${column} = ANY ($1::text[])`;

export function isOfCentres(centreIds: CentreIds): IsOfReader {
  return areFew(centreIds) ? isOfNamed : isOfAny;
}

/** Every day meets the condition, which selects the index that has all of its figures. */
export const ANY_SHEET = "d.sheet_version >= 0";

/** The days of few centres are found by their key: by date, those of all centres would be read. */
export function isAnySheet(centreIds: CentreIds): string {
  return areFew(centreIds) ? "true" : ANY_SHEET;
}
