import "server-only";

/**
 * A file as an answer, sent at the pace at which it is taken. When its source fails half-way the
 * download breaks off, because a file that merely ends early would pass for a complete one.
 */
export type FileAnswer = {
  name: string;
  type: string;
  /** How many it will have, for whoever takes it to say how far it is; null: not known before. */
  lines: number | null;
};

/** The first chunk is made before the answer starts: what fails at once is a problem document. */
export async function fileAnswer(
  chunks: AsyncGenerator<Uint8Array>,
  { name, type, lines }: FileAnswer,
): Promise<Response> {
  const first = await chunks.next();
  return new Response(streamOf(first, chunks), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...(lines === null ? {} : { "x-total-lines": String(lines) }),
    },
  });
}

function streamOf(first: IteratorResult<Uint8Array>, rest: AsyncGenerator<Uint8Array>) {
  let next: Promise<IteratorResult<Uint8Array>> = Promise.resolve(first);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = await next;
      if (chunk.done === true) return controller.close();
      controller.enqueue(chunk.value);
      next = rest.next();
      // Awaited by the next pull; until then a failure is nobody's unhandled rejection.
      next.catch(() => undefined);
    },
    async cancel() {
      await rest.return(undefined);
    },
  });
}
