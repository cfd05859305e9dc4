import { createHash } from "node:crypto";
import { chmodSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Attach } from "@/lib/contracts/attachment";
import { ATTACHMENT_BYTES_MAX, ATTACHMENTS_PER_DAY_MAX } from "@/lib/domain/attachment/attachment";
import { actionsOf, arrangeExplained, type ExplainedDay } from "@/lib/testing/arrange-explained";
import { testDatabase } from "@/lib/testing/database";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { sql } from "../db/sql";
import { changeDay } from "../reconciliations/day-route";
import { addAttachment } from "./commands";
import { serveAttachment } from "./serve";

const PNG_START = Buffer.from(`\x89PNG\r\n\x1a\n\0\0\0\rIHDR${"\0".repeat(17)}`, "latin1");
const PNG_END = Buffer.from(`\0\0\0\0IEND\xae\x42\x60\x82`, "latin1");
const PNG = Buffer.concat([PNG_START, PNG_END]);
const pngOf = (pixels: string) => Buffer.concat([PNG_START, chunk("IDAT", pixels), PNG_END]);
const chunk = (type: string, content: string) => {
  return Buffer.from(`\0\0\0${String.fromCharCode(content.length)}${type}${content}1234`, "latin1");
};
const PDF = Buffer.from("%PDF-1.7\n%slip\n", "latin1");
const SCRIPT = Buffer.from("<script>alert(1)</script>");
const LINE = { shiftId: "1", tillId: "T1", tenderId: "CASH" };

const dataDir = makeTemporaryFolder("attachments");
let day: ExplainedDay;

beforeAll(async () => {
  await testDatabase();
  vi.stubEnv("DATA_DIR", dataDir);
});

beforeEach(async () => {
  day = await arrangeExplained();
});

const sending = (body: BodyInit | null) =>
  new Request("http://localhost:3000/x", { method: "POST", body, duplex: "half" } as RequestInit);
const attach = (body: BodyInit | null, partial: Partial<Attach> = {}) =>
  changeDay(day.key, day.reviewer.id, () =>
    addAttachment(day.notes, { ...day.key, fileName: "slip.png", ...partial }, sending(body)),
  );
const serve = (id: string, key = day.key) => serveAttachment(day.views, { ...key, id });
const listStoredFiles = () =>
  readdirSync(join(dataDir, "attachments"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe("a photo of a slip", () => {
  test("is kept under its hash, told with the day and given back", async () => {
    const before = await day.read();
    const after = await attach(PNG, { ...LINE, fileName: "Ticket ñ.PNG" });
    const [stored] = after.attachments;
    expect(after.version).toBe(before.version + 1);
    expect(stored).toMatchObject({
      ...LINE,
      fileName: "Ticket ñ.png",
      contentType: "image/png",
      by: "Marta",
      bytes: PNG.byteLength,
    });
    const path = join(
      dataDir,
      "attachments",
      stored?.sha256.slice(0, 2) ?? "",
      stored?.sha256 ?? "",
    );
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await actionsOf(day)).toEqual(["attachment.added"]);

    const response = await serve(stored?.id ?? "");
    expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/png",
      "content-disposition":
        `inline; filename="Ticket _.png"; ` + `filename*=UTF-8''Ticket%20%C3%B1.png`,
      "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
  });

  test("tells nobody where it was taken, and its hash is that of what is kept", async () => {
    const location = chunk("tEXt", "Comment GPS 43.2630 N");
    const photo = Buffer.concat([PNG_START, location, chunk("IDAT", "pixels"), PNG_END]);
    const [stored] = (await attach(photo)).attachments;
    const served = Buffer.from(await (await serve(stored?.id ?? "")).arrayBuffer());
    expect(served.equals(pngOf("pixels"))).toBe(true);
    expect(stored).toMatchObject({
      bytes: served.byteLength,
      sha256: createHash("sha256").update(served).digest("hex"),
    });
  });

  test("that is broken off is refused, and leaves nothing behind", async () => {
    const stored = listStoredFiles();
    const broken = attach(pngOf("pixels").subarray(0, -20));
    await expect(broken).rejects.toMatchObject({ details: { reason: "broken-photo" } });
    expect(listStoredFiles()).toEqual(stored);
  });

  test("attached twice is one file, and two attachments", async () => {
    await attach(PNG);
    const stored = listStoredFiles().length;
    const after = await attach(PNG, LINE);
    expect(after.attachments).toMatchObject([{ shiftId: null }, { shiftId: "1" }]);
    expect(listStoredFiles()).toHaveLength(stored);
  });
});

describe("what is no photo and no PDF", () => {
  test.each([
    ["a page called a photo", SCRIPT],
    ["an archive", Buffer.from("PK\x03\x04 and more of it")],
    ["a drawing with scripts", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>")],
    ["a PDF after something else", Buffer.concat([Buffer.from("GIF89a;"), PDF])],
    ["a picture's first letters alone", Buffer.from("\x89PNG\r\n\x1a\n", "latin1")],
  ])("%s is refused, and leaves nothing behind", async (_name, body) => {
    const stored = listStoredFiles();
    await expect(attach(body)).rejects.toMatchObject({ details: { reason: "unknown-type" } });
    expect(listStoredFiles()).toEqual(stored);
    expect((await day.read()).attachments).toEqual([]);
  });

  test("nothing at all is refused as empty", async () => {
    await expect(attach(null)).rejects.toMatchObject({ details: { reason: "empty" } });
  });

  test("but begins like one, is never more than a picture to a browser", async () => {
    const both = Buffer.concat([PNG, SCRIPT, PDF]);
    const after = await attach(both, { fileName: "harmless.html" });
    expect(after.attachments).toMatchObject([{ fileName: "harmless.html.png" }]);
    const response = await serve(after.attachments[0]?.id ?? "");
    expect(Buffer.from(await response.arrayBuffer()).equals(PNG), "the picture alone").toBe(true);
    const { headers } = response;
    expect(headers.get("content-type")).toBe("image/png");
    expect(headers.get("content-security-policy")).toContain("sandbox");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("a PDF called a photo is a PDF, and is downloaded", async () => {
    const after = await attach(PDF);
    expect(after.attachments).toMatchObject([{ fileName: "slip.png.pdf" }]);
    const { headers } = await serve(after.attachments[0]?.id ?? "");
    expect(headers.get("content-type")).toBe("application/pdf");
    expect(headers.get("content-disposition")).toMatch(/^attachment; /);
  });
});

describe("too much", () => {
  test("in one file is cut off where it becomes too much", async () => {
    const stored = listStoredFiles();
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        const chunk = new Uint8Array(256 * 1024);
        if (sent === 0) chunk.set(PNG);
        sent += chunk.byteLength;
        controller.enqueue(chunk);
      },
    });
    await expect(attach(endless)).rejects.toMatchObject({ code: "TOO_LARGE" });
    expect(sent).toBeLessThan(ATTACHMENT_BYTES_MAX + 4 * 1024 * 1024);
    expect(listStoredFiles()).toEqual(stored);
  });

  test("that does not even begin like a picture is cut off at once", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    await expect(attach(endless)).rejects.toMatchObject({ details: { reason: "unknown-type" } });
    expect(sent).toBeLessThan(10);
  });

  test("on one day is refused", async () => {
    const { centreId, date } = day.key;
    await sql(
      `INSERT INTO attachment SELECT $1, $2, gen_random_uuid(), NULL, NULL, NULL, 'a.png',
         'image/png', 1, repeat('0', 64), $3::uuid FROM generate_series(1, $4::int)`,
      [centreId, date, day.reviewer.id, ATTACHMENTS_PER_DAY_MAX],
    );
    await expect(attach(PNG)).rejects.toMatchObject({ details: { reason: "too-many" } });
  });
});

describe("nothing is attached", () => {
  test("to a closed day, or to what is not there", async () => {
    const nowhere = attach(PNG, { date: "2026-04-01" });
    await expect(nowhere).rejects.toMatchObject({ code: "NOT_FOUND" });
    const noLine = attach(PNG, { ...LINE, tillId: "T9" });
    await expect(noLine).rejects.toMatchObject({ code: "NOT_FOUND" });
    await sql("UPDATE reconciliation SET state = 'closed' WHERE centre_id = $1", [
      day.key.centreId,
    ]);
    await expect(attach(PNG)).rejects.toMatchObject({ details: { reason: "day-closed" } });
  });
});

test("a row that is refused after its file came leaves no file behind", async () => {
  const stored = listStoredFiles();
  const png = pngOf(day.key.centreId);
  const closing = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await sql("UPDATE reconciliation SET state = 'closed' WHERE centre_id = $1", [
        day.key.centreId,
      ]);
      controller.enqueue(png);
      controller.close();
    },
  });
  await expect(attach(closing)).rejects.toMatchObject({ details: { reason: "day-closed" } });
  expect(listStoredFiles()).toEqual(stored);
});

describe("a file", () => {
  const pathOf = async () => {
    const [stored] = (await attach(pngOf(day.key.centreId))).attachments;
    const { id = "", sha256 = "" } = stored ?? {};
    return { id, path: join(dataDir, "attachments", sha256.slice(0, 2), sha256) };
  };

  test("of another centre, or of another day, is not there", async () => {
    const { id } = await pathOf();
    const other = await arrangeExplained();
    await expect(serve(id, other.key)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const later = { ...day.key, date: "2026-03-03" };
    await expect(serve(id, later)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("that is gone, or is another one now, says so", async () => {
    const { id, path } = await pathOf();
    chmodSync(path, 0o600);
    writeFileSync(path, PDF);
    await expect(serve(id)).rejects.toMatchObject({ details: { reason: "file-changed" } });
    rmSync(path);
    await expect(serve(id)).rejects.toMatchObject({ details: { reason: "file-missing" } });
  });
});
