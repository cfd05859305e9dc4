import "server-only";

/** Reads what tenders and entries are. */
import type { ItemKindList, ItemKindRow } from "@/lib/contracts/item-kind";
import type { Scope } from "@/lib/domain/permission";
import { type Sql, sql as plainSql } from "../db/sql";

type Row = Omit<ItemKindRow, "createdAt"> & { createdAt: Date };

const SELECT_KINDS = `
  SELECT k.source, k.item, k.version, k.meaning, k.within, k.valid_from AS "validFrom",
         u.name AS "createdBy", k.created_at AS "createdAt"
    FROM item_kind k LEFT JOIN "user" u ON u.id = k.created_by_id`;

export async function listItemKinds(_scope: Scope<"tolerance:view">): Promise<ItemKindList> {
  const rows = await plainSql<Row>(
    `${SELECT_KINDS} ORDER BY k.source DESC, k.item, k.version DESC`,
  );
  return { kinds: rows.map(toKind) };
}

/** The latest version of an item, whether or not it applies yet; null when there is none. */
export async function findLatestKind(
  sql: Sql,
  { source, item }: Pick<ItemKindRow, "source" | "item">,
): Promise<ItemKindRow | null> {
  const [row] = await sql<Row>(
    `${SELECT_KINDS} WHERE k.source = $1 AND k.item = $2 ORDER BY k.version DESC LIMIT 1`,
    [source, item],
  );
  return row === undefined ? null : toKind(row);
}

function toKind({ createdAt, ...row }: Row): ItemKindRow {
  return { ...row, createdAt: createdAt.toISOString() };
}
