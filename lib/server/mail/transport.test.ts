/** What a mail server without encryption gets, and one without end, over a real socket. */
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { SHORT_MAIL } from "@/lib/testing/mail-server";
import { openTransport } from "./transport";

const heard: string[] = [];
const server = new SMTPServer({
  disabledCommands: ["STARTTLS"],
  allowInsecureAuth: true,
  onAuth({ password }, _session, done) {
    heard.push(password ?? "");
    done(null, { user: "counterfoil" });
  },
  onData(stream, _session, done) {
    stream.resume().on("end", done);
    heard.push("a mail");
  },
});

beforeAll(async () => {
  server.listen(0, "0.0.0.0");
  await once(server.server, "listening");
  const address = server.server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  // It leads to this machine, and does not count as an address of it.
  vi.stubEnv("SMTP_URL", `smtp://counterfoil:secret@0.0.0.0:${port}`);
  vi.stubEnv("MAIL_FROM", "counterfoil@example.test");
});

beforeEach(() => void heard.splice(0));

afterAll(async () => {
  vi.unstubAllEnvs();
  await new Promise<void>((resolve) => server.close(resolve));
});

const send = (bounds?: { mailMsMax: number }) =>
  openTransport(bounds)?.send(
    { ...SHORT_MAIL, to: { name: "Rey", address: "rey@example.test" }, messageId: "<1@x>" },
    () => Promise.resolve(),
  );

test("neither the password nor a mail", async () => {
  expect(await send()).toMatchObject({ outcome: "deferred", isUnreachable: true });
  expect(heard).toEqual([]);
});

test("both, where the operator allows it", async () => {
  vi.stubEnv("SMTP_PLAINTEXT", "allow");
  expect(await send()).toEqual({ outcome: "sent" });
  expect(heard).toEqual(["secret", "a mail"]);
});

test.each([
  ["its greeting", /^$/],
  ["its response to a sender", /^MAIL/],
  ["its response to a whole mail", /^\.\r\n$/m],
])("a server that never ends %s is left, and its connection closed", async (_name, heard) => {
  let isClosed = false;
  const endless = createServer((socket) => {
    const dribble = (code: number) => setInterval(() => socket.write(`${code}-wait\r\n`), 20);
    const timers: NodeJS.Timeout[] = [];
    const respond = (text: string) => {
      if (heard.test(text)) timers.push(dribble(250));
      else socket.write(/^DATA/.test(text) ? "354 go on\r\n" : "250 yes\r\n");
    };
    if (heard.test("")) timers.push(dribble(220));
    else socket.write("220 hello\r\n");
    socket.on("data", (data) => {
      if (/^(EHLO|MAIL|RCPT|DATA)|^\.\r\n$/m.test(String(data))) respond(String(data));
    });
    socket
      .on("error", () => undefined)
      .on("close", () => {
        isClosed = true;
        timers.forEach(clearInterval);
      });
  });
  await once(endless.listen(0, "127.0.0.1"), "listening");
  const { port } = endless.address() as AddressInfo;
  vi.stubEnv("SMTP_URL", `smtp://127.0.0.1:${port}`);
  const outcome = heard.test("\r\n.\r\n") ? "unconfirmed" : "deferred";
  expect(await send({ mailMsMax: 700 })).toMatchObject({ outcome, isUnreachable: true });
  await expect.poll(() => isClosed).toBe(true);
  endless.close();
});
