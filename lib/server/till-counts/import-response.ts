import "server-only";

/**
 * Streams the progress of an import, one line of JSON at a time, to clients that accept it. The
 * file is read and validated first, so that a refusal of its rows is an ordinary response with a
 * status.
 */
import { type ImportLine, importLineSchema, type ImportResult } from "@/lib/contracts/till-count";
import type { Scope } from "@/lib/domain/permission";
import { problemResponse } from "../http/problem";
import { type ImportOptions, importTillCounts, readImport, type ReadyImport } from "./import";

const LINES = "application/x-ndjson";

export async function respondToImport(
  scope: Scope<"till-count:import">,
  options: ImportOptions,
  request: Request,
): Promise<ImportResult | Response> {
  const wantsLines = (request.headers.get("accept") ?? "").includes(LINES);
  if (!wantsLines) return importTillCounts(scope, options, request);
  const store = await readImport(scope, options, request);
  return new Response(linesOf(store, request), {
    // A proxy or compressor that buffers lines would delay the progress.
    headers: { "content-type": LINES, "cache-control": "no-store, no-transform" },
  });
}

function linesOf(store: ReadyImport, request: Request): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let left = false;
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (line: ImportLine) => {
        if (left) return;
        const parsed = importLineSchema.parse(line);
        controller.enqueue(encoder.encode(`${JSON.stringify(parsed)}\n`));
      };
      try {
        const result = await store((stage, done, total) => send({ stage, done, total }));
        send({ result });
      } catch (error) {
        send({ problem: (await problemResponse(error, request).json()) as never });
      }
      if (!left) controller.close();
    },
    /** The client may disconnect; the import continues to its end. */
    cancel() {
      left = true;
    },
  });
}
