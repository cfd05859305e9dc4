import "server-only";

/**
 * Renders a drawing to bytes. A long document is drawn as fast as it is read, and no faster:
 * short requests go first between two yields of the drawing, and what was drawn is passed on.
 */
import { giveWay, stepMs } from "../give-way";
import { closePdf, openPdf, type Pdf, type PdfOptions } from "./document";

/** For long documents: `draw` yields often, such as after each row. */
export async function* pdfChunks(
  options: PdfOptions,
  draw: (pdf: Pdf) => Iterator<void>,
): AsyncGenerator<Uint8Array> {
  const pdf = await openPdf(options);
  const steps = draw(pdf);
  let began = performance.now();
  while (steps.next().done !== true) {
    if (performance.now() - began < stepMs()) continue;
    yield* drawn(pdf);
    await giveWay();
    began = performance.now();
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
