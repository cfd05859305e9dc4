/** What somebody learns of sign-ins to their account, from browsers that it does not know. */
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { MadeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { type MailServer, startOwnMailServer } from "@/lib/testing/mail-server";
import { jarOf, makeSigner, openBrowser, PASSWORD, send } from "@/lib/testing/sign-in-browser";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { sendMails } from "../mail/outbox";
import { writeSignInMail } from "../users/write-sign-in-mail";

const BASE = "http://localhost:3000";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
let user: MadeUser;
let server: MailServer | null = null;

beforeAll(testDatabase);

beforeEach(async () => {
  await prisma().signInAttempt.deleteMany();
  await prisma().mail.deleteMany();
  user = await makeSigner({ name: "Nerea <b>" });
});

afterEach(async () => {
  await server?.stop();
  server = null;
});

/** Returns what the browser knows afterwards, and forgets its session. */
async function signIn(known = "", password = PASSWORD): Promise<string> {
  const form = { email: user.email, password };
  const browser = await openBrowser(known);
  const response = await send(browser, "callback/credentials", form, { "user-agent": FIREFOX });
  return /counterfoil\.known=[^;]+/.exec(jarOf(response))?.[0] ?? "";
}

const inbox = () =>
  sql<{ kind: string }>("SELECT kind FROM notice WHERE user_id = $1::uuid", [user.id]);

test("a sign-in from an unknown device is mailed once, in the language of its person", async () => {
  server = await startOwnMailServer();
  const { mails } = server;
  await sql(`UPDATE "user" SET language = 'es' WHERE id = $1::uuid`, [user.id]);
  const laptop = await signIn();
  await signIn(laptop);
  await sendMails(async (mail) => (await writeSignInMail(mail)) ?? null);
  expect(mails, "the first device, and one that is known").toHaveLength(0);

  await signIn("", "not the password");
  const phone = await signIn();
  await signIn(phone);
  // A new password makes what the browser has worth nothing at sign-in, and no other browser of it.
  await sql(`UPDATE "user" SET session_version = session_version + 1 WHERE id = $1::uuid`, [
    user.id,
  ]);
  await signIn(laptop);
  await sendMails(async (mail) => (await writeSignInMail(mail)) ?? null);
  expect(mails).toHaveLength(1);
  const [mail] = mails;
  expect(JSON.stringify(mail?.to)).toContain(user.email);
  expect(mail?.subject).toBe("Nuevo inicio de sesión en su cuenta de Counterfoil");
  expect(mail?.text).toContain("Firefox, Linux");
  expect(mail?.text).toContain("cambie su contraseña");
  expect(mail?.text).toContain(`${BASE}/settings/sessions`);
  expect(mail?.html).not.toContain("<b>");
  expect(await inbox()).toEqual([]);
});

test("without a mail server it is in the inbox, and nothing waits to be mailed", async () => {
  await signIn();
  await signIn();
  expect(await inbox()).toEqual([{ kind: "sign-in" }]);
  expect(await prisma().mail.count({ where: { userId: user.id } })).toBe(0);
});

test("the first sign-ins of somebody may be in an archive, who has signed in before", async () => {
  await sql(
    `INSERT INTO audit_anchor (id, hash, peaks, last_at, manifest_sha256, entry_id, archived_at)
     VALUES (256, repeat('0', 64), '{}', now(), repeat('0', 64), 1, now())`,
  );
  await signIn();
  expect(await inbox()).toEqual([{ kind: "sign-in" }]);
});
