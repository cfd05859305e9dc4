import "server-only";

/** What is known of one kind of data that is deleted after some days. */
import type { Sql } from "../db/sql";
import type { Removed } from "./removals";

export type Measured = {
  rows: number;
  oldestAt: Date | null;
  due: number;
  /** Of a table that is too large to be counted while a page loads, there are at least so many. */
  hasMoreRows?: boolean;
  hasMoreDue?: boolean;
};

export type RetainedKind = {
  /** Without days, nothing is due. */
  measure: (sql: Sql, days: number | null) => Promise<Measured[]>;
  /** Deletes at most so many rows. */
  remove: (sql: Sql, days: number, rowsMax: number) => Promise<Removed>;
};

/** For a kind whose rows one statement deletes. */
export const removing =
  (statement: (sql: Sql, days: number, rowsMax: number) => Promise<unknown[]>) =>
  async (sql: Sql, days: number, rowsMax: number): Promise<Removed> => {
    const { length } = await statement(sql, days, rowsMax);
    return { rows: length };
  };
