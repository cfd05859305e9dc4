/** Reads and signs notes as C2SP defines them: signed-note, tlog-checkpoint, tlog-cosignature. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  randomBytes,
  sign as signBytes,
  verify as verifyBytes,
} from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const NOTE = 1;
const COSIGNATURE = 4;
const PRIVATE_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC_HEAD = Buffer.from("302a300506032b6570032100", "hex");

/** @type {(name: string, type: number, bytes: Buffer) => Buffer} */
function keyId(name, type, bytes) {
  const hash = createHash("sha256").update(`${name}\n`).update(Buffer.of(type)).update(bytes);
  return hash.digest().subarray(0, 4);
}

/** @typedef {{ name: string, id: Buffer, key: import("node:crypto").KeyObject }} LogKey */

/**
 * Reads a public key of a log: name+id+key.
 * @type {(text: string) => LogKey | null}
 */
export function parseLogKey(text) {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const typed = Buffer.from(base64 ?? "", "base64");
  if (name === undefined || typed.length !== 33 || typed[0] !== NOTE) return null;
  const bytes = typed.subarray(1);
  const own = keyId(name, NOTE, bytes);
  if (own.toString("hex") !== id) return null;
  const spki = Buffer.concat([PUBLIC_HEAD, bytes]);
  return { name, id: own, key: createPublicKey({ key: spki, format: "der", type: "spki" }) };
}

/**
 * @typedef {{ text: string, signatures: string, origin: string, size: number, root: Buffer }}
 *   Checkpoint
 */

/**
 * Returns null when the note is no checkpoint. `signatures` are its lines after the text.
 * @type {(note: string) => Checkpoint | null}
 */
export function parseCheckpoint(note) {
  const split = note.lastIndexOf("\n\n");
  if (split < 1 || !note.endsWith("\n")) return null;
  const text = note.slice(0, split + 1);
  const [origin = "", size = "", root = ""] = text.split("\n");
  if (origin === "" || !/^(0|[1-9]\d{0,14})$/.test(size)) return null;
  if (!/^[A-Za-z0-9+/]{43}=$/.test(root)) return null;
  const signatures = note.slice(split + 2);
  return { text, signatures, origin, size: Number(size), root: Buffer.from(root, "base64") };
}

/**
 * A signature by the log's key that does not hold spoils the note, as if there were none.
 * @type {(checkpoint: Checkpoint, log: LogKey) => boolean}
 */
export function isSignedBy({ text, signatures }, { name, id, key }) {
  const own = signatures.split("\n").flatMap((line) => {
    const [dash, signer, base64] = line.split(" ");
    const bytes = Buffer.from(base64 ?? "", "base64");
    const isOwn = dash === "—" && signer === name && bytes.subarray(0, 4).equals(id);
    return isOwn ? [bytes.subarray(4)] : [];
  });
  const isValid = own.map((bytes) => verifyBytes(null, Buffer.from(text), key, bytes));
  return isValid.length > 0 && isValid.every(Boolean);
}

/**
 * The key of a witness is created in its folder once.
 * @param {string} name
 * @param {string} dir
 */
export function openSigner(name, dir) {
  const key = createPrivateKey({
    key: Buffer.concat([PRIVATE_HEAD, readOrCreateSeed(dir)]),
    format: "der",
    type: "pkcs8",
  });
  const bytes = createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32);
  const id = keyId(name, COSIGNATURE, bytes);
  const typed = Buffer.concat([Buffer.of(COSIGNATURE), bytes]).toString("base64");
  return {
    publicKey: `${name}+${id.toString("hex")}+${typed}`,
    /** @type {(text: string, seconds: number) => string} */
    cosign(text, seconds) {
      const time = Buffer.alloc(8);
      time.writeBigUInt64BE(BigInt(seconds));
      const signed = Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
      const signature = Buffer.concat([id, time, signBytes(null, signed, key)]);
      return `— ${name} ${signature.toString("base64")}\n`;
    },
  };
}

/** @type {(dir: string) => Buffer} */
function readOrCreateSeed(dir) {
  const path = join(dir, "key");
  const draft = `${path}.${process.pid}`;
  try {
    return Buffer.from(readFileSync(path, "utf8"), "base64url");
  } catch {
    writeFileSync(draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
    linkSync(draft, path);
    rmSync(draft);
    return Buffer.from(readFileSync(path, "utf8"), "base64url");
  }
}
