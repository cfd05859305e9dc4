import "server-only";

/** Reads the text of a request without ever buffering more than its route accepts. */
import { AppError } from "../app-error";
import { assertPlainJson } from "./plain-json";

/** Nothing is decompressed here, and the compressed bytes must not be taken for the file. */
export function refuseEncodedBody({ headers }: Request): void {
  const encoding = headers.get("content-encoding") ?? "";
  if (encoding === "" || encoding.toLowerCase() === "identity") return;
  throw new AppError("INVALID", "Send the body as it is, without Content-Encoding.");
}

/** Bytes are counted as they arrive, whatever length the request states. */
export async function readBytes(
  request: Request,
  bytesMax: number,
  refusal: string,
): Promise<Uint8Array> {
  refuseEncodedBody(request);
  const tooLarge = new AppError("TOO_LARGE", refusal);
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop cancels the stream, so that the rest is not read.
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

export async function readText(
  request: Request,
  bytesMax: number,
  refusal: string,
): Promise<string> {
  const bytes = await readBytes(request, bytesMax, refusal);
  return decodeText(bytes, "The body is not in UTF-8. Send it in that encoding.");
}

/** Otherwise a "é" of another encoding would be stored as a replacement character. */
export function decodeText(bytes: Uint8Array, refusal: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError("INVALID", refusal); // Decoding throws only for this.
  }
}

/**
 * Returns the fields of a JSON object, and the text that they were parsed from; no body has no
 * fields.
 */
export async function readJson(
  request: Request,
  bytesMax: number,
  refusal: string,
): Promise<{ text: string; values: Record<string, unknown> }> {
  const text = await readText(request, bytesMax, refusal);
  assertPlainJson(text);
  const value: unknown = text === "" ? {} : parseJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AppError("INVALID", "The body must be a JSON object.");
  }
  return { text, values: value as Record<string, unknown> };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("INVALID", "The body is not valid JSON.");
  }
}
