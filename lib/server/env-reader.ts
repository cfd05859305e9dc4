import "server-only";

/**
 * Reads single variables of the environment, and collects what is wrong with them. A secret may be
 * in a file that its variable with `_FILE` names, as Docker and Kubernetes mount secrets: the
 * environment of a process is inherited, listed and dumped.
 */
import { accessSync, constants, readFileSync } from "node:fs";
import { resolve } from "node:path";

export type Variables = Record<string, string | undefined>;

/** Their values let somebody in somewhere, or may contain a value that does. */
const SECRETS = [
  "DATABASE_URL",
  "DATABASE_DIRECT_URL",
  "DATABASE_OWNER_URL",
  "DATABASE_REPLICA_URL",
  "NEXTAUTH_SECRET",
  "NEXTAUTH_SECRET_PREVIOUS",
  "CREDENTIALS_KEY",
  "CREDENTIALS_KEY_PREVIOUS",
  "CASHREC_USERNAME",
  "CASHREC_PASSWORD",
  "CASHREC_CLIENT_SECRET",
  "SMTP_URL",
  "ADMIN_PASSWORD",
  "AUDIT_SIGNING_KEY",
  "AUDIT_WITNESSES",
  "ATTACHMENTS_ACCESS_KEY_ID",
  "ATTACHMENTS_SECRET_ACCESS_KEY",
  "LOG_SYSLOG_CA",
  "LOG_SYSLOG_CERTIFICATE",
  "LOG_SYSLOG_KEY",
  "LOG_WEBHOOK_URL",
  "LOG_WEBHOOK_SECRET",
  "METRICS_TOKEN",
  "OTEL_EXPORTER_OTLP_HEADERS",
];

export const SECRET_FILES = SECRETS.map((name) => `${name}_FILE`);

export type Reader = ReturnType<typeof reader>;

/**
 * Each function returns null for an absent variable, and records what is wrong with a present one.
 */
export function reader(variables: Variables, problems: string[]) {
  const given = (name: string) => variables[name]?.trim() || null;
  const secrets = new Map<string, string | null>();
  const readSecret = (name: string) => {
    const direct = given(name);
    const file = given(`${name}_FILE`);
    if (file === null) return direct;
    if (direct !== null) {
      problems.push(`Set ${name} or ${name}_FILE, not both`);
      return direct;
    }
    const content = readSecretFile(file);
    if (content === null) problems.push(`${name}_FILE names a file that can't be read`);
    if (content === "") problems.push(`${name}_FILE names an empty file`);
    return content || null;
  };
  const text = (name: string) => {
    if (!SECRETS.includes(name)) return given(name);
    const known = secrets.get(name);
    if (known !== undefined) return known;
    const value = readSecret(name);
    secrets.set(name, value);
    return value;
  };
  return {
    text,
    wrong: (problem: string) => problems.push(problem),
    allowed(name: string) {
      const value = text(name);
      if (!["allow", "refuse", null].includes(value)) problems.push(`${name} is allow or refuse`);
      return value === "allow";
    },
    whole(name: string, { from, to, usual }: { from: number; to: number; usual: number }) {
      const value = text(name);
      if (value === null) return usual;
      const number = /^\d+$/.test(value) ? Number(value) : NaN;
      if (number >= from && number <= to) return number;
      problems.push(`${name} must be a whole number from ${from} to ${to}`);
      return usual;
    },
    url(name: string, protocols: RegExp) {
      const value = text(name);
      if (value === null) return null;
      if (!URL.canParse(value)) problems.push(`${name} must be a URL`);
      else if (!protocols.test(new URL(value).protocol))
        problems.push(`${name} has the wrong scheme`);
      return value;
    },
    file(name: string) {
      const value = text(name);
      if (value === null) return null;
      try {
        accessSync(value, constants.R_OK);
      } catch {
        problems.push(`${name} names a file that can't be read`);
      }
      return absolute(value);
    },
  };
}

/** A file that is larger than any secret is a mistake, and counts as one that can't be read. */
const SECRET_BYTES_MAX = 65_536;

function readSecretFile(path: string): string | null {
  try {
    const bytes = readFileSync(absolute(path));
    return bytes.length > SECRET_BYTES_MAX ? null : bytes.toString("utf8").trim();
  } catch {
    return null;
  }
}

/** The bundler must not take this for a file of the program that it has to include. */
export function absolute(path: string): string {
  return resolve(/* turbopackIgnore: true */ path);
}
