import "server-only";

/** Stores the photo of a receipt before the receipt itself, which then names it. */
import { randomUUID } from "node:crypto";
import type { AddReceiptPhoto } from "@/lib/contracts/petty-cash-change";
import { ATTACHMENT_BYTES_MAX, safeFileName } from "@/lib/domain/attachment/attachment";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { receiveFile, tooLarge } from "../attachments/files";
import { serveFile, type ServedFile } from "../attachments/serve";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql, sql as plainSql } from "../db/sql";
import { findFundSettings } from "./read-fund";
import { refused } from "./refused";

type PhotoKey = { centreId: string; id: string };

export async function addReceiptPhoto(
  scope: Scope<"till-count:record">,
  { centreId, fileName }: AddReceiptPhoto,
  request: Request,
): Promise<{ id: string }> {
  if ((await findFundSettings(plainSql, centreId)) === null) throw refused("no-fund");
  if (Number(request.headers.get("content-length") ?? 0) > ATTACHMENT_BYTES_MAX) {
    throw new AppError("TOO_LARGE", tooLarge(ATTACHMENT_BYTES_MAX));
  }
  const body = (request.body ?? []) as AsyncIterable<Uint8Array>;
  const file = await receiveFile(body, ATTACHMENT_BYTES_MAX);
  try {
    return await inTransaction(async ({ sql }) => {
      const { sha256, bytes, contentType } = file;
      const id = randomUUID();
      const name = safeFileName(fileName, contentType);
      await sql(
        `INSERT INTO petty_cash_photo (centre_id, id, file_name, content_type, bytes, sha256,
           author_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [centreId, id, name, contentType, bytes, sha256, scope.actorId],
      );
      await appendAudit(sql, {
        actorId: scope.actorId,
        action: "petty-cash.photo-added",
        centreId,
        after: { id, fileName: name, contentType, bytes, sha256 },
      });
      // This is the last step before the commit, so that a row that is refused leaves no file.
      await file.keep(sql);
      return { id };
    });
  } finally {
    await file.discard();
  }
}

export async function hasPhoto(sql: Sql, key: PhotoKey): Promise<boolean> {
  return (await findPhoto(sql, key)) !== null;
}

export async function serveReceiptPhoto(
  _scope: Scope<"till-count:view">,
  key: PhotoKey,
): Promise<Response> {
  const photo = await findPhoto(plainSql, key);
  if (photo === null) throw new AppError("NOT_FOUND", "There is no such photo.");
  return serveFile(photo);
}

async function findPhoto(sql: Sql, { centreId, id }: PhotoKey): Promise<ServedFile | null> {
  const [row] = await sql<ServedFile>(
    `SELECT sha256, content_type AS "contentType", file_name AS "fileName"
       FROM petty_cash_photo WHERE centre_id = $1 AND id = $2::uuid`,
    [centreId, id],
  );
  return row ?? null;
}
