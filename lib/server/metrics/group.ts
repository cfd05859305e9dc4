import "server-only";

/** A group of gauges that are read from the database together. */
import type { Sql } from "../db/sql";

export type Group = {
  name: string;
  /** They are read again when they are this old. */
  everyMs: number;
  /** Sets all gauges of the group. */
  read: (run: Sql) => Promise<void>;
  /** Removes them, because an old value would look like one of now. */
  forget: () => void;
};
