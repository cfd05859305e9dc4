import "server-only";

/** Keys of signed notes (C2SP signed-note and tlog-cosignature): Ed25519, named by their owner. */
import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from "node:crypto";
import { cosignedText, type NoteSignature } from "@/lib/domain/merkle/note";
import { sha256 } from "../audit/sha256";

const NOTE = 1;
const COSIGNATURE = 4;
type KeyType = typeof NOTE | typeof COSIGNATURE;

const ID_BYTES = 4;
const TIME_BYTES = 8;
const KEY_BYTES = 32;
/** What stands before the 32 bytes of a key in PKCS #8 and in SPKI. */
const PRIVATE_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC_HEAD = Buffer.from("302a300506032b6570032100", "hex");

/** Makes a private key of its 32 bytes. */
export function privateKey(seed: Buffer): KeyObject {
  const key = Buffer.concat([PRIVATE_HEAD, seed]);
  return createPrivateKey({ key, format: "der", type: "pkcs8" });
}

function publicBytes(key: KeyObject): Buffer {
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  return spki.subarray(-KEY_BYTES);
}

function keyId(name: string, type: KeyType, bytes: Buffer): Buffer {
  const text = Buffer.from(`${name}\n`, "utf8");
  return Buffer.from(sha256(text, Uint8Array.of(type), bytes)).subarray(0, ID_BYTES);
}

/** Formats the public key as verifiers are configured with it: name+id+key. */
export function formatNoteKey(name: string, key: KeyObject): string {
  const bytes = publicBytes(key);
  const typed = Buffer.concat([Uint8Array.of(NOTE), bytes]).toString("base64");
  return `${name}+${keyId(name, NOTE, bytes).toString("hex")}+${typed}`;
}

export function signNote(text: string, name: string, key: KeyObject): NoteSignature {
  const signature = signBytes(null, Buffer.from(text, "utf8"), key);
  const id = keyId(name, NOTE, publicBytes(key));
  return { name, base64: Buffer.concat([id, signature]).toString("base64") };
}

export type VerifierKey = { name: string; type: KeyType; id: Buffer; key: KeyObject };

/** Returns null when the text is no key, or its id is not that of its name and bytes. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  if (name === undefined || id === undefined || base64 === undefined) return null;
  const [type, ...rest] = Buffer.from(base64, "base64");
  const bytes = Buffer.from(rest);
  if ((type !== NOTE && type !== COSIGNATURE) || bytes.length !== KEY_BYTES) return null;
  const own = keyId(name, type, bytes);
  if (own.toString("hex") !== id) return null;
  const spki = Buffer.concat([PUBLIC_HEAD, bytes]);
  return { name, type, id: own, key: createPublicKey({ key: spki, format: "der", type: "spki" }) };
}

/** Tells whether one of the signatures is by this key, and holds. */
export function isSignedBy(
  text: string,
  signatures: readonly NoteSignature[],
  key: VerifierKey,
): boolean {
  return signatures.some(({ name, base64 }) => {
    const bytes = Buffer.from(base64, "base64");
    if (name !== key.name || !bytes.subarray(0, ID_BYTES).equals(key.id)) return false;
    const signed = key.type === NOTE ? text : cosignedText(secondsOf(bytes), text);
    const head = ID_BYTES + (key.type === NOTE ? 0 : TIME_BYTES);
    return verifyBytes(null, Buffer.from(signed, "utf8"), key.key, bytes.subarray(head));
  });
}

/** A cosignature begins, after the id of its key, with the time at which it was made. */
function secondsOf(bytes: Buffer): number {
  if (bytes.length < ID_BYTES + TIME_BYTES) return 0;
  return Number(bytes.readBigUInt64BE(ID_BYTES));
}
