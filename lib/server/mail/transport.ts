import "server-only";

/**
 * Hands one mail to the SMTP server, and tells what its refusal means. A connection is opened for
 * each run, because minutes lie between two of them.
 */
import { createTransport } from "nodemailer";
import { env } from "../env";

export type MailContent = { subject: string; text: string; html: string };
type Envelope = MailContent & { to: { name: string; address: string }; messageId: string };

/** "deferred": the server may take it another time; "bounced": it will never take it. */
export type Delivery =
  { outcome: "sent" } | { outcome: "deferred" | "bounced"; error: string; isUnreachable: boolean };

export type Transport = { send: (mail: Envelope) => Promise<Delivery>; close: () => void };

const CONNECT_MS_MAX = 10_000;
const SILENCE_MS_MAX = 60_000;
const ERROR_CHARS_MAX = 500;

/** Returns null where no SMTP server is configured. */
export function openTransport(): Transport | null {
  const { mail } = env();
  if (mail === null) return null;
  const transport = createTransport({
    url: mail.smtpUrl,
    pool: true,
    maxConnections: 1,
    connectionTimeout: CONNECT_MS_MAX,
    greetingTimeout: CONNECT_MS_MAX,
    socketTimeout: SILENCE_MS_MAX,
  });
  return {
    async send({ to, messageId, subject, text, html }) {
      try {
        await transport.sendMail({
          from: mail.from,
          to,
          subject,
          text,
          html,
          messageId,
          // Vacation responders leave it alone.
          headers: { "Auto-Submitted": "auto-generated" },
        });
        return { outcome: "sent" };
      } catch (error) {
        return readFailure(error);
      }
    },
    close: () => transport.close(),
  };
}

type SmtpError = { code?: unknown; responseCode?: unknown; message?: unknown };

/**
 * Only a permanent response to the sender, the recipient or the text concerns the mail. Everything
 * else, a wrong password included, concerns the connection.
 */
function readFailure(thrown: unknown): Delivery {
  const { code, responseCode, message } = thrown as SmtpError;
  const error = String(message).slice(0, ERROR_CHARS_MAX);
  const isOfMail = code === "EENVELOPE" || code === "EMESSAGE";
  const status = typeof responseCode === "number" ? responseCode : 0;
  if (isOfMail && status >= 500) return { outcome: "bounced", error, isUnreachable: false };
  return { outcome: "deferred", error, isUnreachable: !isOfMail };
}
