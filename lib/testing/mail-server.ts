/** A real SMTP server on this machine, which stores or refuses what a test decides. */
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

const LOOK_AGAIN_MS = 250;

type Refusal = { code: number; text: string };

export type MailServer = {
  url: string;
  /** What was accepted, in order. */
  mails: ParsedMail[];
  /** Decides about each recipient; null accepts. */
  refuse: (decide: (address: string) => Refusal | null) => void;
  /** Decides about each mail before it is accepted, and after its text has come. */
  hold: (accepts: (mail: ParsedMail) => Promise<boolean>) => void;
  /** Breaks every connection. */
  drop: () => void;
  stop: () => Promise<void>;
};

/** For tests that are not about what a mail says. */
export const SHORT_MAIL = { subject: "News", text: "There is news.", html: "<p>News</p>" };

/** Without a port, any free one is taken. A port that another test listens at is waited for. */
export async function startMailServer(listenAt = 0): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  let decide: (address: string) => Refusal | null = () => null;
  let accepts: (mail: ParsedMail) => Promise<boolean> = () => Promise.resolve(true);
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 100,
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo({ address }, _session, done) {
      const refusal = decide(address);
      if (refusal === null) return done();
      return done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData(stream, _session, done) {
      const parsed = simpleParser(stream).then(async (mail) => {
        if (!(await accepts(mail))) return done(new Error("Not accepted"));
        mails.push(mail);
        return done();
      });
      // The client has gone before its text was whole.
      parsed.catch(done);
    },
  });
  const sockets = new Set<Socket>();
  server.server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await listen(server, listenAt);
  server.on("error", () => undefined);
  const address = server.server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (next) => (decide = next),
    hold: (next) => (accepts = next),
    drop: () => sockets.forEach((socket) => socket.destroy()),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Starts a server that this process sends its mail to, until it is stopped. */
export async function startOwnMailServer(): Promise<MailServer> {
  const server = await startMailServer();
  process.env.SMTP_URL = server.url;
  process.env.MAIL_FROM = "Counterfoil <counterfoil@example.test>";
  return {
    ...server,
    async stop() {
      delete process.env.SMTP_URL;
      delete process.env.MAIL_FROM;
      await server.stop();
    },
  };
}

async function listen(server: SMTPServer, port: number): Promise<void> {
  for (;;) {
    const taken = await new Promise<boolean>((resolve, reject) => {
      const onError = (error: Error) =>
        "code" in error && error.code === "EADDRINUSE" ? resolve(true) : reject(error);
      server.once("error", onError);
      server.listen(port, "127.0.0.1", () => {
        server.off("error", onError);
        resolve(false);
      });
    });
    if (!taken) return;
    await sleep(LOOK_AGAIN_MS);
  }
}
