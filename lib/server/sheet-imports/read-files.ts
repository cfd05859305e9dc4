import "server-only";

/**
 * Reads the files of an import: those of a form, or the one that is the whole body. At most ten
 * megabytes are ever in memory.
 */
import { createHash } from "node:crypto";
import { SHEET_IMPORT_BYTES_MAX, SHEET_IMPORT_FILES_MAX } from "@/lib/contracts/sheet-import";
import { AppError } from "../app-error";
import { readBytes } from "../http/body";
import { scanBytes } from "../http/scanned-body";

export type SheetFile = {
  name: string;
  /** The SHA-256 of the bytes in hexadecimal. */
  hash: string;
  /** Null when the bytes are not text in UTF-8. */
  text: string | null;
  isCsv: boolean;
};

const FORM = "multipart/form-data";
const NAME_CHARACTERS_MAX = 200;

export async function readSheetFiles(
  request: Request,
  fileName: string | undefined,
): Promise<SheetFile[]> {
  const refusal = `Import at most ${SHEET_IMPORT_BYTES_MAX / 1024 / 1024} MB at once.`;
  const bytes = await readBytes(request, SHEET_IMPORT_BYTES_MAX, refusal);
  await scanBytes(bytes);
  const type = request.headers.get("content-type") ?? "";
  if (!type.toLowerCase().startsWith(FORM)) {
    if (bytes.byteLength === 0) throw new AppError("INVALID", "Send a file.");
    const isCsv = type.toLowerCase().includes("csv");
    return [readFile(fileName ?? (isCsv ? "body.csv" : "body.json"), bytes, type)];
  }
  const files = await readForm(bytes, type);
  if (files.length === 0) throw new AppError("INVALID", "The form has no file.");
  if (files.length > SHEET_IMPORT_FILES_MAX) {
    throw new AppError("INVALID", `Import at most ${SHEET_IMPORT_FILES_MAX} files at once.`);
  }
  return Promise.all(
    files.map(async (file) =>
      readFile(file.name, new Uint8Array(await file.arrayBuffer()), file.type),
    ),
  );
}

async function readForm(bytes: Uint8Array, type: string): Promise<File[]> {
  const body = new Blob([Buffer.from(bytes)]);
  try {
    const form = await new Response(body, { headers: { "content-type": type } }).formData();
    return [...form.values()].filter((value) => value instanceof File);
  } catch {
    throw new AppError("INVALID", "The form can't be read.");
  }
}

function readFile(name: string, bytes: Uint8Array, type: string): SheetFile {
  const text = decode(bytes);
  return {
    name: readName(name),
    hash: createHash("sha256").update(bytes).digest("hex"),
    text,
    isCsv: !type.includes("json") && !/\.json$/i.test(name) && !/^\s*[[{]/.test(text ?? ""),
  };
}

/** PostgreSQL's text takes no control character 0, and a name is cut at a whole character. */
function readName(name: string): string {
  const characters = [...name.replaceAll(/\p{Cc}/gu, "").trim()];
  return characters.slice(0, NAME_CHARACTERS_MAX).join("") || "file";
}

/** A byte order mark is omitted. */
function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\u0000") ? null : text;
  } catch {
    return null;
  }
}
