import "server-only";

/**
 * Encrypts what is stored and needed again, with AES-256-GCM and keys that are derived from secrets
 * of the installation. The newest secret encrypts; those that it replaces open what they encrypted
 * until it is sealed again.
 *
 * A sealed value is `v1.KEY.DATA`: the version of the algorithm, which secret the key is made of,
 * and initialisation vector, tag and encrypted text in base64url. The first two are authenticated
 * too. Values of earlier releases are the third part alone, in base64.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const VERSION = "v1";
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_BYTES = 6;

export type Keyring = {
  /** The one in force comes first. */
  secrets: readonly string[];
  derive: (secret: string) => Buffer;
};

export type Opened = {
  text: string;
  /** Whether the secret in force and the newest algorithm have sealed it. */
  isCurrent: boolean;
};

/** Makes keys of 32 bytes for one purpose, and one owner of what is sealed. */
export function deriveKey(secret: string, { salt, info }: { salt: string; info: string }): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, info, 32));
}

export function seal(text: string, { secrets, derive }: Keyring): string {
  const [secret = ""] = secrets;
  const header = headerOf(secret);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", derive(secret), iv);
  cipher.setAAD(Buffer.from(header));
  const encrypted = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const data = Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString("base64url");
  return `${header}.${data}`;
}

/** Returns null when it was sealed with none of these secrets, or changed. */
export function unseal(sealed: string, { secrets, derive }: Keyring): Opened | null {
  const end = sealed.lastIndexOf(".");
  if (end < 0) {
    for (const secret of secrets) {
      const text = decrypt(Buffer.from(sealed, "base64"), { key: derive(secret), header: null });
      if (text !== null) return { text, isCurrent: false };
    }
    return null;
  }
  const header = sealed.slice(0, end);
  const at = secrets.findIndex((secret) => headerOf(secret) === header);
  if (at < 0) return null;
  const data = Buffer.from(sealed.slice(end + 1), "base64url");
  const text = decrypt(data, { key: derive(secrets[at] ?? ""), header });
  return text === null ? null : { text, isCurrent: at === 0 };
}

function decrypt(
  bytes: Buffer,
  { key, header }: { key: Buffer; header: string | null },
): string | null {
  if (bytes.length < IV_BYTES + TAG_BYTES) return null;
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES });
  if (header !== null) decipher.setAAD(Buffer.from(header));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, "utf8");
    return text + decipher.final("utf8");
  } catch {
    return null; // The tag does not match, because it was sealed with another key.
  }
}

/** It distinguishes the secret from others; the secret can't be computed from it. */
function headerOf(secret: string): string {
  const id = Buffer.from(hkdfSync("sha256", secret, "", "key id", KEY_ID_BYTES));
  return `${VERSION}.${id.toString("base64url")}`;
}
