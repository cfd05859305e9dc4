/** What a mail server without encryption gets, over a real socket. */
import { once } from "node:events";
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

const send = () =>
  openTransport()?.send(
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
