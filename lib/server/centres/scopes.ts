import "server-only";

/** Reads everything that may have a setting of its own. */
import type { CentreClock } from "@/lib/domain/business-date";
import type { Sql } from "../db/sql";
import { latestBusinessDate } from "./today";

type CentreRecord = CentreClock & { id: string; name: string; currency: string };
type NodeRecord = { id: string; name: string };

export type SettingScopes = {
  centres: CentreRecord[];
  nodes: NodeRecord[];
  /** The names of nodes. */
  nameOf: ReadonlyMap<string, string>;
  /** The latest business date of all centres, by whose tree a node is below others. */
  today: string;
};

export async function readScopes(inside: Sql): Promise<SettingScopes> {
  const centres = await inside<CentreRecord>(
    `SELECT id, name, currency, time_zone AS "timeZone", day_starts_at AS "dayStartsAt"
       FROM centre ORDER BY name, id`,
  );
  const nodes = await inside<NodeRecord>(
    "SELECT id, name FROM organisation_node ORDER BY lower(name), id",
  );
  return {
    centres,
    nodes,
    nameOf: new Map(nodes.map(({ id, name }) => [id, name])),
    today: latestBusinessDate(centres),
  };
}
