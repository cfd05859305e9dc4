/** One request of the matrix to the running application, and its answer to look through. */
import { readPdf } from "./read-pdf";
import { readXlsx } from "./read-xlsx";
import type { Input } from "./matrix-inputs";

export type Target = { method: string; path: string };
export type Answer = { status: number; headers: string; text: string; bytes: Uint8Array };

export async function call(
  base: string,
  { method, path }: Target,
  input: Input,
  cookie: string | null,
): Promise<Answer> {
  const filled = path.replace(/[[{](\w+)[\]}]/g, (_, name: string) => {
    const value = input.path?.[name];
    if (value === undefined) throw new Error(`${path} has no ${name}: say it in matrix-inputs.ts.`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams(input.query).toString();
  const answer = await fetch(`${base}${filled}${query === "" ? "" : `?${query}`}`, {
    method,
    redirect: "manual",
    headers: {
      origin: base,
      ...(cookie === null ? {} : { cookie }),
      ...(method === "GET" ? {} : { "content-type": input.type ?? "application/json" }),
    },
    ...(method === "GET" ? {} : { body: input.text ?? JSON.stringify(input.body ?? {}) }),
  });
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { status: answer.status, headers, bytes, text: Buffer.from(bytes).toString("utf8") };
}

/** Whatever a reader finds in an answer. A form that nobody here can read might hide anything. */
export async function contentsOf({ headers, text, bytes }: Answer): Promise<string> {
  const type = /^content-type: (.*)$/m.exec(headers)?.[1] ?? "";
  const all = `${headers}\n${text}`;
  if (/^(|text\/.*|application\/(json|problem\+json).*)$/.test(type)) return all;
  if (type === "application/pdf") return all + (await readPdf(bytes)).pages.flat().join("\n");
  if (type.includes("spreadsheetml")) return all + JSON.stringify(await readXlsx(bytes));
  throw new Error(`The matrix can't look into ${type}: teach it.`);
}

/** Two answers are the same when they differ in nothing but what any two answers differ in. */
export function likeness({ status, headers, text }: Answer, ids: readonly string[]): string {
  const told = headers
    .split("\n")
    .filter((line) => /^(content-type|cache-control|location|x-total-lines)/.test(line));
  let plain = [status, ...told, text].join("\n");
  for (const id of ids) {
    plain = plain.replaceAll(id, "ID").replaceAll(encodeURIComponent(id), "ID");
  }
  plain = plain
    .replace(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, "UUID")
    .replace(/nonce(=|\\?":\\?)"?[^"\\ ]+/g, "NONCE")
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "INSTANT")
    .replace(/\b1[6-9]\d{11}\b/g, "NOW");
  return plain.includes("__next_f") ? inOneOrder(plain) : plain;
}

/** A page comes in numbered pieces, in the order in which they were ready. */
function inOneOrder(page: string): string {
  return page
    .replace(/"\]\)<\/script><script[^>]*>self\.__next_f\.push\(\[1,"/g, "")
    .replace(/\$L?[0-9a-f]{1,3}(?=\\?["/:])/g, "$")
    .split(/\\n[0-9a-f]{1,3}:/)
    .toSorted()
    .join("\n");
}
