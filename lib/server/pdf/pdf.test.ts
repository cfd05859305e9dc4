import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPdf } from "@/lib/testing/read-pdf";
import { pdfChunks } from "./bytes";
import type { Pdf, PdfOptions } from "./document";
import { drawPolyline, drawRect } from "./shapes";
import { openTable } from "./table";
import { drawHeading, drawNote, drawParagraph, drawText } from "./text";

const OPTIONS: PdfOptions = {
  title: "Discrepancies",
  language: "en",
  orientation: "landscape",
  footer: ["Centres: all", "Made on Mon 23 Nov 2026, 06:42"],
  madeAt: new Date("2026-11-23T06:42:00Z"),
};

/**
 * A script that is written from right to left, one without glyphs, a character made of many, and a
 * half.
 */
const ODD = ["نهى", "東京", "👩‍👩‍👧", "\ud800"];

describe("a document", () => {
  test("is A4, says its title, and has its footer and page number on every page", async () => {
    const { pages, sizes, info } = await readPdf(
      await pdfBuffer(OPTIONS, (pdf) => {
        for (let line = 0; line < 120; line += 1) drawParagraph(pdf, `Line ${line}`);
      }),
    );
    expect(pages.length).toBeGreaterThan(1);
    expect(sizes.every((size) => String(size) === "842,595")).toBe(true);
    expect(info).toMatchObject({ Title: "Discrepancies", Creator: "Counterfoil", Language: "en" });
    for (const [at, lines] of pages.entries()) {
      expect(lines.at(-2)).toBe(`Centres: all|${at + 1} /|${pages.length}`);
      expect(lines.at(-1)).toBe("Made on Mon 23 Nov 2026, 06:42");
    }
  });

  test("stands upright when it is asked to", async () => {
    const upright = { ...OPTIONS, orientation: "portrait" as const };
    const { sizes } = await readPdf(await pdfBuffer(upright, (pdf) => drawNote(pdf, "Upright")));
    expect(sizes).toEqual([[595, 842]]);
  });

  test("is handed over while it is drawn, and is whole at the end", async () => {
    let handedOver = 0;
    const before: number[] = [];
    const chunks: Uint8Array[] = [];
    const draw = function* (pdf: Pdf) {
      for (let line = 0; line < 2_000; line += 1) {
        drawParagraph(pdf, `Line ${line}`);
        if (line % 100 === 0) {
          before.push(handedOver);
          yield;
        }
      }
    };
    for await (const chunk of pdfChunks(OPTIONS, draw)) {
      handedOver += chunk.length;
      chunks.push(chunk);
    }
    expect(before.at(-1)).toBeGreaterThan(before[5] ?? 0);
    const { pages } = await readPdf(Buffer.concat(chunks));
    expect(pages.at(-1)?.at(-3)).toBe("Line 1999");
  });
});

describe("text", () => {
  test("of every script of Europe is text that can be found again", async () => {
    const tokens = ["Łódź Žižkov", "Αθήνα", "Київ", "თბილისი", "Երևան", "ñandú œuvre"];
    const { pages } = await readPdf(
      await pdfBuffer(OPTIONS, (pdf) => tokens.forEach((token) => drawParagraph(pdf, token))),
    );
    expect(pages[0]?.slice(0, tokens.length)).toEqual(tokens);
  });

  test("is cut with an ellipsis where its place ends", async () => {
    const { pages } = await readPdf(
      await pdfBuffer(OPTIONS, (pdf) =>
        drawText(pdf, "A name that is far too long for it", { x: 40, y: 40, width: 60 }),
      ),
    );
    expect(pages[0]?.[0]).toMatch(/^A name that.*…$/);
  });

  test("that is a figure is drawn smaller, and never cut", async () => {
    const figures = ["−12,345,678.90", "1,234,567,890.12", "$ −123.456.789.012,00"];
    const columns = ["Difference", "Net"].map((head) => ({
      head,
      share: 1,
      align: "right" as const,
    }));
    const { pages } = await readPdf(
      await pdfBuffer(OPTIONS, (pdf) => {
        const table = openTable(pdf, [...columns, { head: "Name", share: 30 }], 6.5);
        for (const figure of figures) table.row([figure, "5.00", "Name"], "total");
        for (const text of figures) {
          drawText(pdf, text, { x: 40, y: 300, width: 30, align: "center", isFigure: true });
        }
      }),
    );
    const drawn = pages[0]?.join("\n") ?? "";
    for (const figure of figures) expect(drawn.split(figure)).toHaveLength(3);
    expect(drawn).not.toContain("…");
  });

  test("runs on over lines and pages without losing a word", async () => {
    const tokens = Array.from({ length: 4_000 }, (_, at) => `w${at}`);
    const text = tokens.join(" ");
    const { pages } = await readPdf(
      await pdfBuffer(OPTIONS, (pdf) => drawParagraph(pdf, text.slice(0, 20_000))),
    );
    const found = pages
      .flatMap((lines) => lines.slice(0, -2))
      .join(" ")
      .split(/\s+/);
    expect(found.slice(0, 3_000)).toEqual(tokens.slice(0, 3_000));
  });

  test("does not depend on what other documents draw, before or meanwhile", async () => {
    // The letters f and i have the glyph of the character "ﬁ", but are copied as two letters.
    const drawn = (text: string) => pdfBuffer(OPTIONS, (pdf) => drawParagraph(pdf, text));
    const letters = await drawn("fi");
    const meanwhile = pdfChunks(OPTIONS, function* drawInSteps(pdf) {
      for (const text of ["\ufb01", "fi", "\ufb01"]) yield drawParagraph(pdf, text);
    });
    await meanwhile.next();
    const character = await drawn("\ufb01");
    expect(character.equals(letters)).toBe(false);
    expect((await drawn("fi")).equals(letters)).toBe(true);
    expect((await drawn("\ufb01")).equals(character)).toBe(true);
    await meanwhile.return(undefined);
  });

  test("of any kind draws a page", async () => {
    const unit = fc.constantFrom("binary" as const, "grapheme" as const);
    const texts = unit.chain((one) => fc.array(fc.string({ unit: one, maxLength: 60 })));
    await fc.assert(
      fc.asyncProperty(texts, async (some) => {
        const { pages } = await readPdf(
          await pdfBuffer(OPTIONS, (pdf) => {
            drawHeading(pdf, some.join(" "), 1);
            const table = openTable(pdf, [
              { head: "A", share: 1 },
              { head: "B", share: 1, linesMax: 3 },
            ]);
            for (const text of [...ODD, ...some]) table.row([text, text]);
            table.end();
          }),
        );
        expect(pages.length).toBeGreaterThan(0);
      }),
      { numRuns: 15 },
    );
  });
});

describe("a table", () => {
  test("repeats its head, keeps every row, and leaves no group's head alone", async () => {
    const { pages } = await readPdf(
      await pdfBuffer(OPTIONS, (pdf) => {
        const table = openTable(pdf, [
          { head: "Till", share: 3 },
          { head: "Difference", share: 1, align: "right" },
        ]);
        for (let row = 0; row < 300; row += 1) {
          if (row % 7 === 0) table.group(`Group ${row / 7}`, "net");
          table.row([`T${row}`, `${row}.00`]);
        }
        table.row(["All", "1"], "total");
        table.end();
      }),
    );
    const rows = pages.flatMap((lines) => lines.filter((line) => /^T\d/.test(line)));
    expect(rows).toEqual(Array.from({ length: 300 }, (_, row) => `T${row}|${row}.00`));
    for (const lines of pages) {
      expect(lines[0]).toBe("Till|Difference");
      expect(lines.at(-3)).not.toMatch(/^Group/);
    }
  });

  test("gives a long note the lines that its column may take", async () => {
    const note = "counted twice because the drawer was open ".repeat(10);
    const { pages } = await readPdf(
      await pdfBuffer(OPTIONS, (pdf) => {
        const table = openTable(pdf, [
          { head: "Note", share: 1, linesMax: 4 },
          { head: "Rest", share: 3 },
        ]);
        table.row([note, "beside"]);
        table.end();
      }),
    );
    expect(pages[0]?.slice(1, 5).at(-1)).toMatch(/…$/);
    expect(pages[0]).toContain("counted twice because the drawer was open|beside");
  });
});

test("shapes are vectors", async () => {
  const file = await pdfBuffer({ ...OPTIONS, title: "Chart" }, (pdf) => {
    drawPolyline(
      pdf,
      [
        [40, 40],
        [80, 60],
        [120, 50],
      ],
      { colour: "#0f7a5a", dash: [2, 2] },
    );
    drawPolyline(pdf, [[40, 40]]);
    drawRect(pdf, { x: 50, y: 100, width: 20, height: -30 }, { fill: "#a66a00" });
    drawRect(pdf, { x: 80, y: 80, width: 20, height: 20 }, { fill: "#85459b", edge: {} });
    drawRect(pdf, { x: 90, y: 90, width: 4, height: 4 }, { edge: { width: 1 } });
  });
  expect(file.subarray(0, 5).toString()).toBe("%PDF-");
  expect(file.includes("/Subtype /Image")).toBe(false);
});

async function pdfBuffer(options: PdfOptions, draw: (pdf: Pdf) => void): Promise<Buffer> {
  const chunks = pdfChunks(options, function* drawAtOnce(pdf) {
    yield draw(pdf);
  });
  const list: Uint8Array[] = [];
  for await (const chunk of chunks) list.push(chunk);
  return Buffer.concat(list);
}
