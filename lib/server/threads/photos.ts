import "server-only";

/** Stores and serves the photos of messages, for those too who may not see a day's other files. */
import type { LineAddress } from "@/lib/contracts/thread";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { addAttachment } from "../attachments/commands";
import { serveAttachment } from "../attachments/serve";
import { sql } from "../db/sql";
import type { ThreadReader } from "./queries";

/** Stores a photo of a line; the message that is sent next names it. */
export async function addPhoto(
  scope: Scope<"thread:write">,
  input: LineAddress & { fileName: string },
  request: Request,
): Promise<{ id: string }> {
  const { id } = await addAttachment(scope, input, request);
  return { id };
}

type PhotoKey = { centreId: string; date: string; id: string };

/** A photo that no message names, or one of a comment that the reader may not see, is not there. */
export async function servePhoto(
  scope: Scope<"thread:view">,
  key: PhotoKey,
  reader: ThreadReader,
): Promise<Response> {
  const [found] = await sql<{ number: number }>(
    `SELECT number FROM line_message
      WHERE centre_id = $1 AND business_date = $2 AND $3::uuid = ANY (attachment_ids)
        AND ($4::boolean OR kind <> 'comment') LIMIT 1`,
    [key.centreId, key.date, key.id, reader.seesExpected],
  );
  if (found === undefined) throw new AppError("NOT_FOUND", "There is no such photo.");
  return serveAttachment(scope, key);
}
