import "server-only";

/** Saves, renames, shares and removes views. Only their owner changes them. */
import type { z } from "zod";
import type { changeViewSchema, SaveView, View } from "@/lib/contracts/saved-view";
import type { Scope } from "@/lib/domain/permission";
import { parseViewQuery, formatViewQuery } from "@/lib/domain/screen/saved-view";
import { AppError } from "../app-error";
import { inTransaction, sql } from "../db/sql";
import { findView } from "./queries";

const VIEWS_OF_ONE_MAX = 100;
const UNIQUE_VIOLATION = "23505";

type Owner = Scope<"reconciliation:view">;

export async function saveView(owner: Owner, view: SaveView): Promise<View> {
  const query = formatViewQuery(parseViewQuery(view.query));
  const id = await inTransaction(async (tx) => {
    await tx.sql(`SELECT id FROM "user" WHERE id = $1::uuid FOR UPDATE`, [owner.actorId]);
    const [row] = await tx.sql<{ id: string }>(
      `INSERT INTO saved_view (id, user_id, page, name, query, shared)
       SELECT gen_random_uuid(), $1::uuid, $2::text, $3::text, $4::text, $5::boolean
        WHERE (SELECT count(*) FROM saved_view WHERE user_id = $1::uuid AND name <> $3) < $6
       ON CONFLICT (user_id, page, name) DO UPDATE
         SET query = excluded.query, shared = excluded.shared, changed_at = now()
       RETURNING id::text AS id`,
      [owner.actorId, view.page, view.name, query, view.shared, VIEWS_OF_ONE_MAX],
    );
    if (row !== undefined) return row.id;
    throw new AppError("REFUSED", `You have ${VIEWS_OF_ONE_MAX} views. Remove one first.`, {
      reason: "too-many-views",
    });
  });
  await rememberView(owner, { viewId: id });
  return getView(owner, id);
}

export async function changeView(
  owner: Owner,
  { viewId, name, shared }: z.infer<typeof changeViewSchema>,
): Promise<View> {
  try {
    const rows = await sql(
      `UPDATE saved_view SET name = coalesce($3, name), shared = coalesce($4, shared),
              changed_at = now()
        WHERE id = $1::uuid AND user_id = $2::uuid RETURNING id`,
      [viewId, owner.actorId, name ?? null, shared ?? null],
    );
    if (rows.length === 0) throw noSuchView();
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
    throw new AppError("CONFLICT", "You have a view of that name already. Use another name.");
  }
  return getView(owner, viewId);
}

export async function removeView(owner: Owner, { viewId }: { viewId: string }): Promise<void> {
  const rows = await sql(
    "DELETE FROM saved_view WHERE id = $1::uuid AND user_id = $2::uuid RETURNING id",
    [viewId, owner.actorId],
  );
  if (rows.length === 0) throw noSuchView();
}

/** Remembers the view as the last one used on its page. */
export async function rememberView(owner: Owner, { viewId }: { viewId: string }): Promise<void> {
  const view = await getView(owner, viewId);
  await sql(
    `INSERT INTO last_view (user_id, page, view_id) VALUES ($1::uuid, $2, $3::uuid)
     ON CONFLICT (user_id, page) DO UPDATE SET view_id = excluded.view_id, used_at = now()`,
    [owner.actorId, view.page, viewId],
  );
}

/** The page opens without a view next time. */
export async function forgetLastView(owner: Owner, { page }: { page: string }): Promise<void> {
  await sql("DELETE FROM last_view WHERE user_id = $1::uuid AND page = $2", [owner.actorId, page]);
}

async function getView(owner: Owner, viewId: string): Promise<View> {
  const view = await findView(owner, viewId);
  if (view === null) throw noSuchView();
  return view;
}

function noSuchView(): AppError {
  return new AppError("NOT_FOUND", "There is no such view that you may open.");
}
