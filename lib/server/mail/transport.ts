import "server-only";

/**
 * Hands one mail to the SMTP server, on a connection of its own, and tells what its response means.
 */
import { connect, type Socket } from "node:net";
import { Readable } from "node:stream";
import { createTransport } from "nodemailer";
import SmtpTransport from "nodemailer/lib/smtp-transport";
import { env } from "../env";

export type MailContent = {
  subject: string;
  text: string;
  html: string;
  attachments?: readonly { fileName: string; contentType: string; content: Buffer }[];
};
type Envelope = MailContent & { to: { name: string; address: string }; messageId: string };

/**
 * "deferred": the server may take it another time; "bounced": it will never take it; "unconfirmed":
 * it had the whole text, and its response never came.
 */
export type Delivery =
  | { outcome: "sent" }
  | { outcome: "deferred" | "bounced" | "unconfirmed"; error: string; isUnreachable: boolean };

export type Transport = {
  /**
   * The server stores a mail once it has the line that ends the text. `beforeEnd` resolves before
   * that line is sent; when it rejects, the line is never sent, and the mail not stored.
   */
  send: (mail: Envelope, beforeEnd: () => Promise<void>) => Promise<Delivery>;
  close: () => void;
};

const CONNECT_MS_MAX = 10_000;
const SILENCE_MS_MAX = 60_000;
/** A server that goes on responding, a letter or a line at a time, is never silent. */
const MAIL_MS_MAX = 300_000;
const ERROR_CHARS_MAX = 500;

/** Returns null where no SMTP server is configured. */
export function openTransport({ mailMsMax = MAIL_MS_MAX } = {}): Transport | null {
  const { mail } = env();
  if (mail === null) return null;
  // Of an object with a URL, `createTransport` takes the URL alone.
  const smtp = new SmtpTransport({
    url: mail.smtpUrl,
    // A server that offers no STARTTLS, or whose offer somebody has removed, gets no password.
    requireTLS: !mail.allowsPlaintext,
    connectionTimeout: CONNECT_MS_MAX,
    greetingTimeout: CONNECT_MS_MAX,
    socketTimeout: SILENCE_MS_MAX,
  });
  smtp.getSocket = (server, done) => openSocket(server, mailMsMax, done);
  const transport = createTransport(smtp);
  let hold = (): Promise<void> => Promise.resolve();
  transport.use("stream", ({ message }, done) => {
    message.processFunc((text) => holdEnd(text, hold));
    done();
  });
  return {
    async send({ to, messageId, subject, text, html, attachments = [] }, beforeEnd) {
      let ending: Promise<void> | null = null;
      let isEnded = false;
      let isOver = false;
      hold = () => {
        // The text of a refused mail is read to its end all the same, and thrown away.
        if (isOver) return Promise.reject(new Error("The mail was refused."));
        ending ??= beforeEnd().then(() => {
          isEnded = true;
        });
        return ending;
      };
      try {
        await transport.sendMail({
          from: mail.from,
          to,
          subject,
          text,
          html,
          messageId,
          attachments: attachments.map(({ fileName, contentType, content }) => {
            return { filename: fileName, contentType, content };
          }),
          // Vacation responders leave it alone.
          headers: { "Auto-Submitted": "auto-generated" },
        });
        return { outcome: "sent" };
      } catch (error) {
        isOver = true;
        await Promise.resolve(ending).catch(() => undefined);
        return readFailure(error, isEnded);
      }
    },
    close: () => transport.close(),
  };
}

type Opened = (error: Error | null, opened: { connection?: Socket }) => void;

/** The package limits how long a server is silent, and no more; its sockets are out of reach. */
function openSocket(server: SmtpTransport.Options, msMax: number, done: Opened): void {
  const { host, secure, port = secure === true ? 465 : 587 } = server;
  const socket = connect({ host, port: Number(port) });
  const destroyAfter = (ms: number) => {
    const error = new Error(`The mail server took more than ${ms / 1_000} seconds.`);
    return setTimeout(() => socket.destroy(error), ms).unref();
  };
  const connecting = destroyAfter(CONNECT_MS_MAX);
  const sending = destroyAfter(msMax);
  const onError = (error: Error) => done(error, {});
  socket.once("error", onError);
  socket.once("connect", () => {
    clearTimeout(connecting);
    socket.off("error", onError);
    done(null, { connection: socket });
  });
  socket.once("close", () => {
    clearTimeout(connecting);
    clearTimeout(sending);
  });
}

/** Passes a text on when it is read, and ends it when `hold` resolves. */
function holdEnd(text: Readable, hold: () => Promise<void>): Readable {
  async function* pass() {
    for await (const chunk of text) yield chunk as Buffer;
    await hold();
  }
  // The server has accepted the recipient before anything is read; nothing is read in advance.
  return Readable.from(pass(), { objectMode: false, highWaterMark: 1 });
}

type SmtpError = { code?: unknown; responseCode?: unknown; message?: unknown };

/**
 * Only a permanent response to the sender, the recipient or the text concerns the mail. Everything
 * else, a wrong password included, concerns the connection.
 */
function readFailure(thrown: unknown, isEnded: boolean): Delivery {
  const { code, responseCode, message } = thrown as SmtpError;
  const error = String(message).slice(0, ERROR_CHARS_MAX);
  const isOfMail = code === "EENVELOPE" || code === "EMESSAGE";
  const status = typeof responseCode === "number" ? responseCode : 0;
  if (isEnded && status === 0) return { outcome: "unconfirmed", error, isUnreachable: true };
  if (isOfMail && status >= 500) return { outcome: "bounced", error, isUnreachable: false };
  return { outcome: "deferred", error, isUnreachable: !isOfMail };
}
