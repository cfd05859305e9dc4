import "server-only";

/**
 * Reads the text of an uploaded file in chunks, up to a limit of bytes and only as UTF-8. Common
 * files that are not CSV are recognised and refused with instructions.
 */
import { IMPORT_ROWS_MAX } from "@/lib/contracts/till-count";
import { type FileRefusal, IMPORT_BYTES_MAX } from "@/lib/domain/till-count/import-row";
import { AppError } from "../app-error";
import { scanned } from "../http/scanned-body";

const TYPES: readonly string[] = [
  "text/csv",
  "application/csv",
  "text/plain",
  // Windows uses this type for .csv files when a spreadsheet program is installed.
  "application/vnd.ms-excel",
];
const UTF_8 = /^"?utf-?8"?$/i;

const SAVE_AS = "Save it as “CSV UTF-8” and choose that file. Nothing was stored.";

/** The first bytes of files that are not text. */
const SIGNATURES: readonly { bytes: readonly number[]; refusal: FileRefusal }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], refusal: "workbook" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], refusal: "old-workbook" },
  { bytes: [0x25, 0x50, 0x44, 0x46], refusal: "pdf" },
  { bytes: [0x1f, 0x8b], refusal: "compressed" },
  { bytes: [0xff, 0xfe], refusal: "utf-16" },
  { bytes: [0xfe, 0xff], refusal: "utf-16" },
];

const INSTRUCTIONS: Record<FileRefusal, string> = {
  workbook: `This is a workbook (XLSX, ODS) or an archive. ${SAVE_AS}`,
  "old-workbook": `This is an old Excel workbook (XLS). ${SAVE_AS}`,
  pdf: "This is a PDF file. Choose a CSV file.",
  compressed: "This file is compressed (gzip). Unpack it first.",
  "utf-16": `This text is in UTF-16. ${SAVE_AS}`,
  "not-text": `This file is not text. ${SAVE_AS}`,
  "not-utf-8": `This file is not in UTF-8. ${SAVE_AS}`,
  empty: "The file is empty.",
  "no-rows": "The file has no row but its heading.",
  "too-large": `Import at most ${IMPORT_BYTES_MAX / 1024 / 1024} MB at once: split the file.`,
  "too-many-rows": `Import at most ${IMPORT_ROWS_MAX} rows at once: split the file.`,
};

/** The reason lets screens show the refusal in other languages. */
export function refuseFile(refusal: FileRefusal): AppError {
  const large = refusal === "too-large" || refusal === "too-many-rows";
  return new AppError(large ? "TOO_LARGE" : "INVALID", INSTRUCTIONS[refusal], { reason: refusal });
}

export function assertCsv(request: Request): void {
  const [type = "", ...parameters] = (request.headers.get("content-type") ?? "text/csv").split(";");
  const name = type.trim().toLowerCase();
  if (!TYPES.includes(name)) {
    throw new AppError(
      "INVALID",
      `Send the file itself as the body, with content-type text/csv; this is ${name || "nothing"}.`,
    );
  }
  const charset = parameters.find((parameter) => /^\s*charset=/i.test(parameter));
  if (charset !== undefined && !UTF_8.test(charset.split("=")[1]?.trim() ?? "")) {
    throw new AppError("INVALID", "Send the file as UTF-8.");
  }
  const length = Number(request.headers.get("content-length") ?? 0);
  if (length > IMPORT_BYTES_MAX) throw refuseFile("too-large");
}

/** A byte order mark is omitted. */
export async function* readText(body: ReadableStream<Uint8Array> | null): AsyncGenerator<string> {
  if (body === null) return;
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let bytes = 0;
  for await (const chunk of scanned(body)) {
    if (bytes === 0) refuseBinary(chunk);
    bytes += chunk.byteLength;
    if (bytes > IMPORT_BYTES_MAX) throw refuseFile("too-large");
    if (chunk.includes(0)) throw refuseFile("not-text");
    yield decode(decoder, chunk);
  }
  yield decode(decoder, null);
}

function refuseBinary(chunk: Uint8Array): void {
  const found = SIGNATURES.find(({ bytes }) => bytes.every((byte, at) => chunk[at] === byte));
  if (found !== undefined) throw refuseFile(found.refusal);
}

function decode(decoder: TextDecoder, chunk: Uint8Array | null): string {
  try {
    return chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    // The decoder only throws for a byte that is not UTF-8.
    throw refuseFile("not-utf-8");
  }
}
