/** Sends one request of the matrix to the running application, and reads the response. */
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { readPdf } from "./read-pdf";
import { readXlsx } from "./read-xlsx";
import type { Input } from "./matrix-inputs";

export type Target = { method: string; path: string };
export type Received = { status: number; headers: string; text: string; bytes: Uint8Array };

/** `fetch` takes several times the processor time, and there are thousands of requests. */
const CONNECTIONS = new Agent({ keepAlive: true });

export async function call(
  base: string,
  { method, path }: Target,
  input: Input,
  cookie: string | null,
): Promise<Received> {
  const filled = path.replace(/[[{](\w+)[\]}]/g, (_, name: string) => {
    const value = input.path?.[name];
    if (value === undefined)
      throw new Error(`${path} has no ${name}: give it in matrix-inputs.ts.`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams(input.query).toString();
  const body = method === "GET" ? null : (input.text ?? JSON.stringify(input.body ?? {}));
  const headers = {
    origin: base,
    // Compressing would take a tenth of the time, and shows nothing.
    "accept-encoding": "identity",
    ...(cookie === null ? {} : { cookie }),
    ...(body === null ? {} : { "content-type": input.type ?? "application/json" }),
    ...(body === null ? {} : { "content-length": Buffer.byteLength(body) }),
  };
  const sent = request(`${base}${filled}${query === "" ? "" : `?${query}`}`, {
    agent: CONNECTIONS,
    method,
    headers,
  }).end(body ?? undefined);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const bytes = await buffer(response);
  const lines = Object.entries(response.headers).map(
    ([name, value]) => `${name}: ${String(value)}`,
  );
  const status = response.statusCode ?? 0;
  return { status, headers: lines.join("\n"), bytes, text: bytes.toString("utf8") };
}

/**
 * Returns all content of a response; throws for a type that can't be read, because it might hide
 * anything.
 */
export async function contentsOf({ headers, text, bytes }: Received): Promise<string> {
  const type = /^content-type: (.*)$/m.exec(headers)?.[1] ?? "";
  const all = `${headers}\n${text}`;
  if (/^(|text\/.*|application\/(json|problem\+json|x-ndjson).*)$/.test(type)) return all;
  if (type === "application/pdf") return all + (await readPdf(bytes)).pages.flat().join("\n");
  if (type.includes("spreadsheetml")) return all + JSON.stringify(await readXlsx(bytes));
  // Archives are stored uncompressed, so that their bytes have the text of their files.
  if (type === "application/zip") return all + Buffer.from(bytes).toString("utf8");
  throw new Error(`The matrix can't look into ${type}: teach it.`);
}

/**
 * Returns a text that is equal for two responses with the same content, whatever their ids and
 * times.
 */
export function likeness({ status, headers, text }: Received, ids: readonly string[]): string {
  const compared = headers
    .split("\n")
    .filter((line) => /^(content-type|cache-control|location|x-total-lines)/.test(line));
  let plain = [status, ...compared, text].join("\n");
  for (const id of ids) {
    plain = plain.replaceAll(id, "ID").replaceAll(encodeURIComponent(id), "ID");
  }
  plain = plain
    .replace(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, "UUID")
    .replace(/nonce(=|\\?":\\?)"?[^"\\ ]+/g, "NONCE")
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "INSTANT")
    .replace(/\b1[6-9]\d{11}\b/g, "NOW")
    // React separates texts that it renders in two parts, which depends on what was ready.
    .replaceAll("<!-- -->", "");
  return plain.includes("__next_f") ? inOneOrder(plain) : plain;
}

/** Next.js streams a page in numbered chunks, in the order in which they were ready. */
function inOneOrder(page: string): string {
  return (
    page
      .replace(/"\]\)<\/script><script[^>]*>self\.__next_f\.push\(\[1,"/g, "")
      // The end of the page stands behind whichever chunk came last.
      .replace(/(?:\\n)?"\]\)<\/script><\/body><\/html>\s*$/, "")
      .replace(/\$L?[0-9a-f]{1,3}(?=\\?["/:])/g, "$")
      .split(/\\n[0-9a-f]{1,3}:/)
      .toSorted()
      .join("\n")
  );
}

/**
 * A request that succeeded, or that was refused for a reason other than roles, counts as allowed.
 */
export function outcome({ status, text }: Received): string {
  if ((status >= 200 && status < 300) || [409, 422, 429].includes(status)) return "allowed";
  return /"code":"UPSTREAM_/.test(text) ? "allowed" : String(status);
}
