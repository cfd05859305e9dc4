import "server-only";

/**
 * Sends a file, and calls `release` when it is over: sent, failed, or given up by its reader. It
 * ends as a whole file only when everything that was read for it is on disk.
 * Next.js neither reads nor cancels the body of a response to HEAD, or to a client that has gone
 * already. What such a body holds, such as a connection to the database, would be held for ever.
 */
import { awaitFlush } from "../db/client";

export async function holdUntilSent(
  { method, signal }: Pick<Request, "method" | "signal">,
  response: Response,
  release: () => void,
): Promise<Response> {
  const reader = response.body?.getReader();
  if (reader === undefined) {
    release();
    return response;
  }
  const cancel = async () => {
    await reader.cancel().catch(() => undefined);
    release();
  };
  if (method === "HEAD" || signal.aborted) {
    await cancel();
    return new Response(null, response);
  }
  const onAbort = () => void cancel();
  signal.addEventListener("abort", onAbort, { once: true });
  const end = () => {
    signal.removeEventListener("abort", onAbort);
    release();
  };
  return new Response(streamFrom(reader, end, cancel), response);
}

function streamFrom(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  end: () => void,
  cancel: () => Promise<void>,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          await awaitFlush();
          controller.close();
        } catch (error) {
          controller.error(error);
        }
        end();
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
}
