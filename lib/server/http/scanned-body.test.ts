/** Files meet the virus scanner, in every way in, before anything of them is stored. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Clamd, EICAR, startClamd } from "@/lib/testing/clamd-server";
import { receiveFile } from "../attachments/files";
import { log } from "../log";
import { readSheetFiles } from "../sheet-imports/read-files";
import { readText } from "../till-counts/import-text";
import { readFileText } from "./csv-file";
import { scanned } from "./scanned-body";

let clamd: Clamd | undefined;

beforeEach(() => {
  vi.spyOn(log(), "warn").mockImplementation(() => undefined);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await clamd?.stop();
  clamd = undefined;
});

async function withClamd(options: Parameters<typeof startClamd>[0] = {}): Promise<Clamd> {
  clamd = await startClamd(options);
  vi.stubEnv("CLAMD_URL", clamd.url);
  return clamd;
}

const post = (body: string, type = "text/csv") =>
  new Request("http://localhost:3000/api/x", {
    method: "POST",
    headers: { "content-type": type },
    body,
  });

async function* bytesOf(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text, "latin1"));
}

async function drain(chunks: AsyncIterable<Uint8Array | string>): Promise<string> {
  let all = "";
  for await (const chunk of chunks) all += typeof chunk === "string" ? chunk : String(chunk);
  return all;
}

const WAYS: [string, (text: string) => Promise<unknown>][] = [
  ["a photo or PDF", (text) => receiveFile(bytesOf("%PDF-1.7 ", text), 1e6)],
  ["a list of centres, people or the tree", (text) => readFileText(post(text), 1e6, "too large")],
  ["cash sheets", (text) => readSheetFiles(post(text), undefined)],
  ["counts", (text) => drain(readText(post(text).body))],
];

test.each(WAYS)("%s with malware is refused, and one without is taken", async (_, upload) => {
  const { scanned: seen } = await withClamd();
  await expect(upload(EICAR)).rejects.toMatchObject({
    code: "REFUSED",
    message: "The virus scanner found Eicar-Signature in this file. Nothing was stored.",
    details: { reason: "malware" },
  });
  await upload("centre_id;name");
  expect(seen).toHaveLength(2);
  expect(seen[1]).toContain("centre_id;name");
});

test.each(WAYS)("without a scanner that responds, %s is not taken", async (_, upload) => {
  const { stop } = await withClamd();
  await stop();
  const refused = { code: "SCANNER_UNAVAILABLE", details: { retryAfter: 30 } };
  await expect(upload("centre_id;name")).rejects.toMatchObject(refused);
});

test.each([
  ["closes without a reply", null],
  ["reports an error", "Command read timed out. ERROR"],
  ["sends something else", "HTTP/1.1 200 OK"],
  ["says that something else is right", "stream: OK FOUND nothing"],
])("a scanner that %s lets nothing in", async (_, reply) => {
  await withClamd({ reply });
  await expect(drain(scanned(bytesOf("text")))).rejects.toMatchObject({
    code: "SCANNER_UNAVAILABLE",
  });
});

test("what is larger than the scanner takes is refused, and large files pass in parts", async () => {
  const { scanned: seen } = await withClamd({ bytesMax: 300_000 });
  const large = "a".repeat(200_000);
  await drain(scanned(bytesOf(large, "b")));
  expect(seen[0]).toBe(`${large}b`);
  await expect(drain(scanned(bytesOf(large, large)))).rejects.toMatchObject({ code: "TOO_LARGE" });
});

test("without CLAMD_URL nothing is asked", async () => {
  expect(await drain(scanned(bytesOf("a", "b")))).toBe("ab");
});
