import "server-only";

/**
 * Serves an attached file with the type that was detected. Anything hidden in it can't run: it is
 * shown in a sandbox that loads nothing, and only pictures are shown at all.
 */
import type { AttachmentView } from "@/lib/contracts/attachment";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { sql } from "../db/sql";
import { SEALED_POLICY } from "../http/security-headers";
import { readStoredFile } from "./files";
import { findAttachment } from "./queries";

type Key = { centreId: string; date: string; id: string };

export async function serveAttachment(
  _scope: Scope<"reconciliation:view" | "thread:view">,
  { centreId, date, id }: Key,
): Promise<Response> {
  const attachment = await findAttachment(sql, { centreId, businessDate: date, id });
  if (attachment === null) throw new AppError("NOT_FOUND", "There is no such attachment.");
  return serveFile(attachment);
}

export type ServedFile = Pick<AttachmentView, "sha256" | "contentType" | "fileName">;

export async function serveFile(attachment: ServedFile): Promise<Response> {
  const file = await readStoredFile(attachment.sha256);
  if (file === "missing") {
    throw new AppError("NOT_FOUND", "The file is missing from this server's storage.", {
      reason: "file-missing",
    });
  }
  if (file === "changed") {
    throw new AppError("NOT_FOUND", "The stored file is not the one that was attached.", {
      reason: "file-changed",
    });
  }
  return new Response(new Uint8Array(file), {
    headers: {
      "content-type": attachment.contentType,
      "content-length": String(file.byteLength),
      "content-disposition": dispositionOf(attachment),
      "content-security-policy": SEALED_POLICY,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
  });
}

/** A PDF is downloaded, because the viewers of browsers don't run in a sandbox. */
function dispositionOf({ contentType, fileName }: ServedFile): string {
  const kind = contentType.startsWith("image/") ? "inline" : "attachment";
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const whole = encodeURIComponent(fileName).replace(
    /['()*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
