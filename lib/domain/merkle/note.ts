/**
 * The text of signed notes, checkpoints and proofs, as C2SP defines them: signed-note,
 * tlog-checkpoint and tlog-proof. Hashes and signatures are base64 here; who verifies them decodes
 * them.
 */
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;
const SIGNATURES_MAX = 64;

export type NoteSignature = { name: string; base64: string };
/** `text` ends with a line feed, and is what is signed. */
export type Note = { text: string; signatures: NoteSignature[] };

export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatSignature).join("")}`;
}

function formatSignature({ name, base64 }: NoteSignature): string {
  return `— ${name} ${base64}\n`;
}

/** Returns null when it is no signed note. */
export function parseNote(note: string): Note | null {
  const split = note.lastIndexOf("\n\n");
  if (split < 1 || !note.endsWith("\n")) return null;
  const signatures = parseSignatures(note.slice(split + 2));
  return signatures === null ? null : { text: note.slice(0, split + 1), signatures };
}

/** Returns null when a line is no signature, or there is none. */
export function parseSignatures(lines: string): NoteSignature[] | null {
  const found = lines
    .slice(0, -1)
    .split("\n")
    .map((line) => SIGNATURE_LINE.exec(line));
  const signatures = found.flatMap((match) => {
    const [, name, base64] = match ?? [];
    return name === undefined || base64 === undefined ? [] : [{ name, base64 }];
  });
  const areAll = signatures.length === found.length && signatures.length <= SIGNATURES_MAX;
  return areAll ? signatures : null;
}

/** It says that the trail with this origin had this root when it had this many entries. */
export type Checkpoint = { origin: string; size: number; root: string };

export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root}\n`;
}

/** Returns null when the text of a note is no checkpoint. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin = "", size = "", root = ""] = text.split("\n");
  const isWhole = /^(0|[1-9]\d{0,14})$/.test(size) && /^[A-Za-z0-9+/]{43}=$/.test(root);
  return origin !== "" && isWhole ? { origin, size: Number(size), root } : null;
}

/** What cosignature/v1 signs: when a witness saw the checkpoint, and its text. */
export function cosignedText(seconds: number, text: string): string {
  return `cosignature/v1\ntime ${seconds}\n${text}`;
}

/** `index` is the position of the leaf, from 0; `note` is the signed checkpoint. */
export type InclusionProof = { index: number; hashes: readonly string[]; note: string };

const PROOF_HEAD = "c2sp.org/tlog-proof@v1";

export function formatInclusionProof({ index, hashes, note }: InclusionProof): string {
  return [PROOF_HEAD, `index ${index}`, ...hashes, "", note].join("\n");
}
