/** Secrets may be in files, and nothing that is secret crosses a network readable unasked. */
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { messageOf } from "@/lib/testing/message-of";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { readEnv } from "./env";

const DATA_DIR = makeTemporaryFolder("env-secrets");
const read = (variables: Record<string, string>) => readEnv({ DATA_DIR, ...variables });

describe("a secret in a file", () => {
  const write = (name: string, text: string) => {
    const path = join(DATA_DIR, name);
    writeFileSync(path, text);
    return path;
  };

  test("is read from where its variable with _FILE says, without the line break at its end", () => {
    const url = "postgresql://app:secret@database.example.test/counterfoil";
    const { databaseUrl, secret, cashrec, mail, admin } = read({
      CASHREC_API_URL: "https://cashrec.example.test/",
      CASHREC_TOKEN_URL: "https://login.example.test/connect/token",
      CASHREC_USERNAME: "reader",
      CASHREC_CLIENT_SECRET: "of the client",
      NEXTAUTH_URL: "https://cash.example.test",
      CASHREC_PASSWORD: "",
      CASHREC_PASSWORD_FILE: write("cashrec", "from a file\n"),
      DATABASE_URL_FILE: write("database", `${url}\n`),
      NEXTAUTH_SECRET_FILE: write("session", `${"s".repeat(40)}\n`),
      SMTP_URL_FILE: write("smtp", "smtps://user:word@mail.example.test"),
      MAIL_FROM: "from@example.test",
      ADMIN_EMAIL: "first@example.test",
      ADMIN_PASSWORD_FILE: write("admin", "seven green umbrellas"),
    });
    expect({ databaseUrl, secret }).toEqual({ databaseUrl: url, secret: "s".repeat(40) });
    expect(cashrec).toMatchObject({ kind: "live", password: "from a file" });
    expect(mail?.smtpUrl).toBe("smtps://user:word@mail.example.test");
    expect(admin?.password).toBe("seven green umbrellas");
  });

  test("is refused beside the same secret without a file, and the message quotes neither", () => {
    const both = { SMTP_URL: "smtp://first.test", SMTP_URL_FILE: write("second", "smtp://second") };
    const message = messageOf(() => read({ ...both, MAIL_FROM: "from@example.test" }));
    expect(message).toContain("Set SMTP_URL or SMTP_URL_FILE, not both");
    expect(message).not.toMatch(/first\.test|second/);
  });

  test("that can't be read, is empty or far too large stops the start, named by its variable", () => {
    const of = (file: string) => messageOf(() => read({ NEXTAUTH_SECRET_FILE: file }));
    expect(of(join(DATA_DIR, "missing"))).toContain(
      "NEXTAUTH_SECRET_FILE names a file that can't be read",
    );
    expect(of(DATA_DIR)).toContain("NEXTAUTH_SECRET_FILE names a file that can't be read");
    expect(of(write("empty", " \n"))).toContain("NEXTAUTH_SECRET_FILE names an empty file");
    expect(of(write("large", "x".repeat(100_000)))).toContain("can't be read");
  });
});

describe("mails and the password of their server", () => {
  const plaintext = (variables: Record<string, string>) =>
    read({ MAIL_FROM: "from@example.test", ...variables }).mail?.allowsPlaintext;

  test("stay readable on this machine alone, unless that is allowed", () => {
    expect(plaintext({ SMTP_URL: "smtp://mail.example.test" })).toBe(false);
    expect(plaintext({ SMTP_URL: "smtp://127.0.0.1:1025" })).toBe(true);
    const allowed = { SMTP_URL: "smtp://mail.example.test", SMTP_PLAINTEXT: "allow" };
    expect(plaintext(allowed)).toBe(true);
    expect(() => read({ ...allowed, SMTP_PLAINTEXT: "yes" })).toThrow(
      "SMTP_PLAINTEXT is allow or refuse",
    );
  });
});

describe("a generated secret that a crash has left without content", () => {
  const leave = (name: string, ...folders: string[]) => {
    const dataDir = join(DATA_DIR, name);
    for (const folder of ["", ...folders]) mkdirSync(join(dataDir, folder), { recursive: true });
    writeFileSync(join(dataDir, "secret"), "");
    return dataDir;
  };

  test("is replaced where there is no data yet, and is the same from then on", () => {
    const variables = { DATA_DIR: leave("fresh") };
    const { secret } = readEnv(variables);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(readEnv(variables).secret).toBe(secret);
    expect(statSync(join(variables.DATA_DIR, "secret")).mode & 0o777).toBe(0o600);
  });

  test("stops the start where something may be sealed with it, and says what to do", () => {
    const embedded = leave("embedded", "postgres/data");
    const named = { DATA_DIR: leave("named"), DATABASE_URL: "postgresql://a@db.example.test/c" };
    for (const variables of [{ DATA_DIR: embedded }, named]) {
      expect(messageOf(() => readEnv(variables))).toMatch(
        /is empty: restore it .* NEXTAUTH_SECRET/,
      );
    }
  });
});
