import "server-only";

/** Parses the variables of the SMTP server. */
import { emailSchema } from "@/lib/contracts/user";
import { isLoopback } from "./env-network";
import type { Reader } from "./env-reader";

export type MailEnv = {
  /** It may contain a password. */
  smtpUrl: string;
  from: string;
  /** Whether mails and the password may cross the network readable. */
  allowsPlaintext: boolean;
};

/** A name may stand before the address: `Counterfoil <counterfoil@example.com>`. */
const MAIL_FROM = /^(?:[^<>\r\n]{0,100}<([^<>\s]+)>|([^<>\s]+))$/;

export function readMail(read: Reader): MailEnv | null {
  const allowed = read.allowed("SMTP_PLAINTEXT");
  const smtpUrl = read.url("SMTP_URL", /^smtps?:$/);
  const from = read.text("MAIL_FROM");
  if (smtpUrl === null && from === null) return null;
  if (smtpUrl === null) read.wrong("SMTP_URL must be set too, as MAIL_FROM is");
  if (from === null) read.wrong("MAIL_FROM must be set too, as SMTP_URL is");
  const [, bracketed, plain] = MAIL_FROM.exec(from ?? "") ?? [];
  if (from !== null && !emailSchema.safeParse(bracketed ?? plain ?? "").success) {
    read.wrong("MAIL_FROM must be an address, or a name and <an address>");
  }
  return {
    smtpUrl: smtpUrl ?? "",
    from: from ?? "",
    allowsPlaintext: allowed || isOfThisMachine(smtpUrl ?? ""),
  };
}

function isOfThisMachine(url: string): boolean {
  return URL.canParse(url) && isLoopback(new URL(url).hostname);
}
