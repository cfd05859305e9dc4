import "server-only";

/**
 * Renders a drawing to bytes. A long document is drawn as fast as it is read, and no faster:
 * between two yields of the drawing, everything drawn so far is passed on.
 */
import { giveWay } from "../give-way";
import { closePdf, openPdf, type Pdf, type PdfOptions } from "./document";

/** For long documents: `draw` yields often, after a page's worth of work at the latest. */
export async function* pdfChunks(
  options: PdfOptions,
  draw: (pdf: Pdf) => AsyncIterable<unknown>,
): AsyncGenerator<Uint8Array> {
  const pdf = await openPdf(options);
  const steps = draw(pdf)[Symbol.asyncIterator]();
  while ((await steps.next()).done !== true) {
    yield* drawn(pdf);
    await giveWay();
  }
  closePdf(pdf);
  yield* drawn(pdf);
}

function* drawn({ kit }: Pdf): Generator<Uint8Array> {
  for (;;) {
    const chunk = kit.read() as Uint8Array | null;
    if (chunk === null) return;
    yield chunk;
  }
}
