import "server-only";

/** Streams a file as a response, with what its reader has to know of it before. */
import { startStream } from "../http/stream";
import type { Reading } from "../line-search/reading";

export type FileResponse = {
  name: string;
  type: string;
  /**
   * It is the number of lines of the file, from which the client computes the progress; null means
   * that it is not known before.
   */
  lines: number | null;
  /** Tells scripts how much of the file's days was read; null for a file of one day. */
  reading: Pick<Reading, "centreDays" | "unreadDays"> | null;
};

export async function respondWithFile(
  chunks: AsyncGenerator<Uint8Array>,
  { name, type, lines, reading }: FileResponse,
): Promise<Response> {
  return new Response(await startStream(chunks), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...(lines === null ? {} : { "x-total-lines": String(lines) }),
      ...(reading === null
        ? {}
        : {
            "x-centre-days": String(reading.centreDays),
            "x-unread-centre-days": String(reading.unreadDays),
          }),
    },
  });
}
