import "server-only";

/** Reads who witnesses the trail, and with which name and key its checkpoints are signed. */
import { isAbsolute } from "node:path";
import { emailSchema } from "@/lib/contracts/user";
import { WITNESS_KINDS, type WitnessKind } from "@/lib/contracts/witness";
import type { Reader } from "./env-reader";

/** `key` is the public key of another machine; the other kinds have none. */
export type WitnessEnv = { kind: WitnessKind; address: string; key: string | null };

export type AuditEnv = {
  /** Names the trail in its checkpoints. */
  origin: string;
  /** 32 bytes in base64url; null: one is created in DATA_DIR. */
  signingKey: string | null;
  witnesses: WitnessEnv[];
  everyMinutes: number;
};

export const AUDIT_VARIABLES = [
  "AUDIT_ORIGIN",
  "AUDIT_SIGNING_KEY",
  "AUDIT_WITNESSES",
  "AUDIT_CHECKPOINT_MINUTES",
] as const;

const MINUTES_MAX = 1_440;
const WITNESSES_MAX = 10;
const KEY_BYTES = 32;

export function readAuditEnv(read: Reader, baseUrl: string): AuditEnv {
  const origin = read.text("AUDIT_ORIGIN") ?? `${new URL(baseUrl).host}/trail`;
  if (/[\s+]/u.test(origin)) read.wrong("AUDIT_ORIGIN must not contain spaces or a plus");
  const signingKey = read.text("AUDIT_SIGNING_KEY");
  if (signingKey !== null && Buffer.from(signingKey, "base64url").length !== KEY_BYTES) {
    read.wrong(`AUDIT_SIGNING_KEY must be ${KEY_BYTES} bytes in base64`);
  }
  const witnesses = (read.text("AUDIT_WITNESSES") ?? "")
    .split(/[,\n]/)
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .flatMap((text) => readWitness(read, text) ?? []);
  if (witnesses.length > WITNESSES_MAX) read.wrong(`AUDIT_WITNESSES has over ${WITNESSES_MAX}`);
  const everyMinutes = read.whole("AUDIT_CHECKPOINT_MINUTES", {
    from: 1,
    to: MINUTES_MAX,
    usual: 10,
  });
  return { origin, signingKey, witnesses, everyMinutes };
}

/** A value may contain a secret, so that the message names the kind alone. */
function readWitness(read: Reader, text: string): WitnessEnv | null {
  const [kindText, address = "", key = null, ...rest] = text.split(/\s+/);
  const kind = WITNESS_KINDS.find((name) => name === kindText);
  if (kind === undefined || rest.length > 0 || !isRight[kind](address, key)) {
    read.wrong(`AUDIT_WITNESSES: ${FORMS[kind ?? "any"]}`);
    return null;
  }
  return { kind, address: address.replace(/\/+$/, ""), key };
}

const isHttp = (address: string) =>
  URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);

const isRight: Record<WitnessKind, (address: string, key: string | null) => boolean> = {
  file: (path, key) => isAbsolute(path) && key === null,
  mail: (address, key) => emailSchema.safeParse(address).success && key === null,
  webhook: (url, key) => isHttp(url) && key === null,
  witness: (url, key) => isHttp(url) && key !== null && /^[^+]+\+[0-9a-f]{8}\+/.test(key),
};

const FORMS: Record<WitnessKind | "any", string> = {
  any: "each is a file, mail, webhook or witness, separated by commas",
  file: "a file has an absolute path without spaces",
  mail: "mail has one address",
  webhook: "a webhook has an http:// or https:// address",
  witness: "a witness has an http:// or https:// address and its public key",
};
