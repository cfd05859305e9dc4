import "server-only";

/** Reads where the audit trail and the security log are forwarded to. */
import { createPrivateKey, X509Certificate } from "node:crypto";
import { isLoopback } from "./env-network";
import type { Reader } from "./env-reader";

export type SyslogEnv = {
  url: string;
  /** PEM of who signs the receiver's certificate; null: those that Node.js knows. */
  ca: string | null;
  /** PEM of the certificate that the receiver asks for. */
  client: { certificate: string; key: string } | null;
};

export type LogWebhookEnv = { url: string; secret: string };

/** Null: nothing is forwarded that way. */
export type LogsEnv = { syslog: SyslogEnv | null; webhook: LogWebhookEnv | null };

export const LOG_VARIABLES = [
  "LOG_SYSLOG_URL",
  "LOG_SYSLOG_PLAINTEXT",
  "LOG_SYSLOG_CA",
  "LOG_SYSLOG_CERTIFICATE",
  "LOG_SYSLOG_KEY",
  "LOG_WEBHOOK_URL",
  "LOG_WEBHOOK_SECRET",
] as const;

export function readLogsEnv(read: Reader): LogsEnv {
  return { syslog: readSyslog(read), webhook: readWebhook(read) };
}

function readSyslog(read: Reader): SyslogEnv | null {
  const allowsPlaintext = read.allowed("LOG_SYSLOG_PLAINTEXT");
  const ca = readPem(read, "LOG_SYSLOG_CA", isCertificate);
  const client = readClient(read);
  const url = read.url("LOG_SYSLOG_URL", /^syslog\+(tls|tcp):$/);
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, hostname, username, pathname, search, hash } = new URL(url);
  const isBare = username === "" && /^\/?$/.test(pathname) && search === "" && hash === "";
  if (hostname === "" || !isBare) {
    read.wrong("LOG_SYSLOG_URL must look like syslog+tls://logs.example.com:6514");
  }
  if (protocol === "syslog+tcp:" && !isLoopback(hostname) && !allowsPlaintext) {
    read.wrong(
      "LOG_SYSLOG_URL must begin with syslog+tls://, unless LOG_SYSLOG_PLAINTEXT=allow is set",
    );
  }
  return { url, ca, client };
}

function readClient(read: Reader): SyslogEnv["client"] {
  const certificate = readPem(read, "LOG_SYSLOG_CERTIFICATE", isCertificate);
  const key = readPem(read, "LOG_SYSLOG_KEY", isKey);
  if (certificate === null && key === null) return null;
  if (certificate === null || key === null) {
    read.wrong("LOG_SYSLOG_CERTIFICATE and LOG_SYSLOG_KEY must both be set");
    return null;
  }
  const isRight = isCertificate(certificate) && isKey(key);
  if (isRight && !new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))) {
    read.wrong("LOG_SYSLOG_KEY is not the key of LOG_SYSLOG_CERTIFICATE");
  }
  return { certificate, key };
}

function readPem(read: Reader, name: string, isRight: (text: string) => boolean): string | null {
  const text = read.text(name);
  if (text !== null && !isRight(text)) read.wrong(`${name} must be PEM`);
  return text;
}

const isCertificate = (text: string) => isParsed(() => new X509Certificate(text));
const isKey = (text: string) => isParsed(() => createPrivateKey(text));

function isParsed(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}

/** As the Standard Webhooks specification has it: 24 to 64 bytes in base64. */
const SECRET = /^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/;

function readWebhook(read: Reader): LogWebhookEnv | null {
  const url = read.url("LOG_WEBHOOK_URL", /^https?:$/);
  const secret = read.text("LOG_WEBHOOK_SECRET");
  if (url === null && secret === null) return null;
  if (url === null) read.wrong("LOG_WEBHOOK_URL must be set too, as LOG_WEBHOOK_SECRET is");
  // oxlint-disable-next-line security/detect-possible-timing-attacks -- whether there is one
  if (secret === null) read.wrong("LOG_WEBHOOK_SECRET must be set too, as LOG_WEBHOOK_URL is");
  else if (!SECRET.test(secret)) {
    read.wrong("LOG_WEBHOOK_SECRET must be whsec_ and 24 to 64 random bytes in base64");
  }
  if (url !== null && URL.canParse(url)) {
    const { protocol, hostname } = new URL(url);
    if (protocol === "http:" && !isLoopback(hostname)) {
      read.wrong("LOG_WEBHOOK_URL must begin with https://");
    }
  }
  return { url: url ?? "", secret: secret ?? "" };
}
