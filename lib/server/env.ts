import "server-only";

/**
 * Parses the environment. This is the only module that reads `process.env`; all its faults are
 * reported in one message, which never quotes a value, because some are secrets.
 */
import { emailSchema, passwordSchema } from "@/lib/contracts/user";
import {
  KEYS_OF_CREDENTIALS,
  readCredentialsKeys,
  readSessionSecrets,
  SESSION_SECRETS,
} from "./env-credentials";
import { CASHREC_NEEDED, CASHREC_OPTIONAL, type CashrecEnv } from "./env-cashrec";
import { readCashrecEnv, readCashrecPace } from "./env-cashrec";
import { DATABASE_VARIABLES, type DatabaseEnv, readDatabaseEnv } from "./env-database";
import { type NetworkEnv, readNetwork, refusePlainHttp } from "./env-network";
import { type MailEnv, readMail } from "./env-mail";
import { type OidcProvider, readOidcProviders } from "./env-oidc";
import { absolute, type Reader, reader, SECRET_FILES, type Variables } from "./env-reader";
import { readSecurityEnv, SECURITY_VARIABLES, type SecurityEnv } from "./env-security";
import { ATTACHMENT_VARIABLES, type BucketEnv, readBucketEnv } from "./env-attachments";
import { AUDIT_VARIABLES, type AuditEnv, readAuditEnv } from "./env-audit";
import { LOG_VARIABLES, type LogsEnv, readLogsEnv } from "./env-logs";
import { OBSERVING_VARIABLES, type ObservingEnv, readObservingEnv } from "./env-observing";
import { readOrCreateSecret } from "./secret";

export type Env = DatabaseEnv & {
  dataDir: string;
  cashrec: CashrecEnv;
  /** A JSON file that replaces the built-in field map. */
  fieldMapFile: string | null;
  /** One attempt to reach Cashrec ends after this time. */
  cashrecTimeoutSeconds: number;
  /** Signs sessions. */
  secret: string;
  /** That one, and the one that it replaced: what either has encrypted is opened. */
  secrets: readonly string[];
  /** The first encrypts stored credentials, and all of them open what was encrypted before. */
  credentialsKeys: readonly string[];
  /** The address at which browsers reach this installation, without a trailing slash. */
  baseUrl: string;
  port: number;
  /** The first administrator, created when there is no user yet. */
  admin: { email: string; password: string } | null;
  syncEveryMinutes: number;
  /** Of one instance. */
  cashrecRequestsAtOnce: number;
  /** Of all instances together. */
  cashrecRequestsPerMinute: number;
  /** Null: no mail is sent. The URL may contain a password. */
  mail: MailEnv | null;
  /** Whether webhooks may be sent to addresses of this network, and without HTTPS. */
  webhooksToPrivate: boolean;
  network: NetworkEnv;
  security: SecurityEnv;
  audit: AuditEnv;
  logs: LogsEnv;
  observing: ObservingEnv;
  /** Where attached files are stored; null: on the disk. */
  bucket: BucketEnv | null;
  /** The identity providers that people may sign in with. */
  oidcProviders: readonly OidcProvider[];
  /** What `npm start` calls the process that it starts; null when something else started it. */
  startId: string | null;
};

/** Says which variables of the connection have a value, and never what it is. */
export function listCashrecVariables(): { name: string; isSet: boolean; isNeeded: boolean }[] {
  const isSet = (name: string) =>
    [name, `${name}_FILE`].some((one) => (process.env[one] ?? "").trim() !== "");
  return [
    ...CASHREC_NEEDED.map((name) => ({ name, isSet: isSet(name), isNeeded: true })),
    ...CASHREC_OPTIONAL.map((name) => ({ name, isSet: isSet(name), isNeeded: false })),
  ];
}
const MINUTES_MAX = 1_440;

/** Written into the program when it is built; a test has no build. */
export const BUILT = {
  version: process.env.APPLICATION_VERSION || "development",
  newestMigration: process.env.NEWEST_MIGRATION || null,
};

/** A server has the environment that it was started with until it ends. */
const IS_BUILT = Boolean(process.env.APPLICATION_VERSION);

/** Next.js sets what tells it, for every server. */
export function isDevelopmentServer(): boolean {
  return process.env.NODE_ENV === "development";
}

let cached: { variables: string; env: Env } | null = null;

export function env(): Env {
  // To look at every variable takes as long as to find a row in the database.
  if (cached !== null && IS_BUILT) return cached.env;
  // Tests point the same process at one database after the other.
  const variables = NAMES.map((name) => process.env[name] ?? "").join("\u0000");
  if (cached?.variables !== variables) cached = { variables, env: readEnv(process.env) };
  return cached.env;
}

/** Throws one error that names every wrong variable. */
export function readEnv(variables: Variables): Env {
  const problems: string[] = [];
  const read = reader(variables, problems);
  const dataDir = absolute(read.text("DATA_DIR") ?? ".data");
  const port = read.whole("PORT", { from: 1, to: 65_535, usual: 3_000 });
  const baseUrl = readBaseUrl(read, port);
  const env = {
    ...readDatabaseEnv(read),
    dataDir,
    cashrec: readCashrecEnv(read),
    fieldMapFile: read.file("CASHREC_FIELD_MAP"),
    ...readCashrecPace(read),
    cashrecTimeoutSeconds: read.whole("CASHREC_TIMEOUT_SECONDS", { from: 1, to: 100, usual: 30 }),
    baseUrl,
    port,
    admin: admin(read),
    syncEveryMinutes: read.whole("SYNC_EVERY_MINUTES", { from: 1, to: MINUTES_MAX, usual: 5 }),
    mail: readMail(read),
    webhooksToPrivate: read.allowed("WEBHOOKS_PRIVATE_ADDRESSES"),
    network: readNetwork(read),
    security: readSecurityEnv(read),
    audit: readAuditEnv(read, baseUrl),
    logs: readLogsEnv(read),
    observing: readObservingEnv(read),
    bucket: readBucketEnv(read),
    credentialsKeys: readCredentialsKeys(read),
    oidcProviders: readOidcProviders(read),
    startId: read.text("START_ID"),
  };
  if (env.cashrec.kind === "live") refusePlainHttp(read, env.baseUrl);
  const { secret, previous } = readSessionSecrets(read);
  if (problems.length > 0) {
    throw new Error(`The environment is not right:\n${problems.map((p) => `- ${p}`).join("\n")}`);
  }
  const signing = secret ?? readOrCreateSecret("secret", env);
  const secrets = [signing, ...(previous === null ? [] : [previous])];
  return {
    ...env,
    secret: signing,
    secrets,
    credentialsKeys: [...env.credentialsKeys, ...secrets],
  };
}

function readBaseUrl(read: Reader, port: number): string {
  const url = read.url("NEXTAUTH_URL", /^https?:$/)?.replace(/\/+$/, "");
  return url !== undefined && URL.canParse(url) ? url : `http://localhost:${port}`;
}

const NAMES = [
  ...DATABASE_VARIABLES,
  "DATA_DIR",
  ...SESSION_SECRETS,
  "NEXTAUTH_URL",
  "PORT",
  "HOST",
  "TRUSTED_PROXIES",
  "SECURITY_CONTACT",
  "OUTBOUND_HOSTS",
  "OUTBOUND_PRIVATE_ADDRESSES",
  "ALLOWED_HOSTS",
  "START_ID",
  "ADMIN_EMAIL",
  "ADMIN_PASSWORD",
  "SYNC_EVERY_MINUTES",
  "SMTP_URL",
  "MAIL_FROM",
  "SMTP_PLAINTEXT",
  "WEBHOOKS_PRIVATE_ADDRESSES",
  ...AUDIT_VARIABLES,
  ...KEYS_OF_CREDENTIALS,
  ...SECRET_FILES,
  ...SECURITY_VARIABLES,
  ...LOG_VARIABLES,
  ...OBSERVING_VARIABLES,
  ...ATTACHMENT_VARIABLES,
  "OIDC_PROVIDERS",
  ...CASHREC_NEEDED,
  ...CASHREC_OPTIONAL,
];

function admin(read: Reader): Env["admin"] {
  const email = read.text("ADMIN_EMAIL");
  const password = read.text("ADMIN_PASSWORD");
  if (email === null && password === null) return null;
  if (email === null) read.wrong("ADMIN_EMAIL must be set too, as ADMIN_PASSWORD is");
  else if (!emailSchema.safeParse(email).success) read.wrong("ADMIN_EMAIL must be an address");
  // oxlint-disable-next-line security/detect-possible-timing-attacks -- whether there is one
  if (password === null) read.wrong("ADMIN_PASSWORD must be set too, as ADMIN_EMAIL is");
  else if (!passwordSchema.safeParse(password).success) {
    read.wrong("ADMIN_PASSWORD needs 12 to 200 characters");
  }
  return { email: email?.toLowerCase() ?? "", password: password ?? "" };
}
