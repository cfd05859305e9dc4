/** Where logs are forwarded to: what is refused, and what stays in files. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeAuthority } from "@/lib/testing/certificates";
import { messageOf } from "@/lib/testing/message-of";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { readEnv } from "./env";

const DATA_DIR = makeTemporaryFolder("env-logs");
const authority = makeAuthority("Of the environment");
const read = (variables: Record<string, string>) => readEnv({ DATA_DIR, ...variables }).logs;
const problem = (variables: Record<string, string>) => messageOf(() => read(variables));

const TLS = { LOG_SYSLOG_URL: "syslog+tls://logs.example.test:6514" };
const SECRET = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;

describe("syslog", () => {
  test("is encrypted, but on this machine or where the operator allows it", () => {
    expect(read(TLS).syslog).toEqual({ url: TLS.LOG_SYSLOG_URL, ca: null, client: null });
    const plain = { LOG_SYSLOG_URL: "syslog+tcp://logs.example.test" };
    expect(problem(plain)).toContain("LOG_SYSLOG_PLAINTEXT=allow");
    expect(read({ ...plain, LOG_SYSLOG_PLAINTEXT: "allow" }).syslog).not.toBeNull();
    expect(read({ LOG_SYSLOG_URL: "syslog+tcp://127.0.0.1:514" }).syslog).not.toBeNull();
  });

  test.each([
    ["udp://logs.example.test", "has the wrong scheme"],
    ["syslog+tls://user:word@logs.example.test", "must look like syslog+tls://"],
    ["syslog+tls://logs.example.test/path", "must look like syslog+tls://"],
    ["syslog+tls:6514", "must look like syslog+tls://"],
  ])("at %s is refused without being quoted", (url, reason) => {
    expect(problem({ LOG_SYSLOG_URL: url })).toContain(`LOG_SYSLOG_URL ${reason}`);
    expect(problem({ LOG_SYSLOG_URL: url })).not.toContain(url);
  });

  test("has certificates in files, and the key of the one that it shows", () => {
    const write = (name: string, text: string) => {
      const path = join(DATA_DIR, name);
      writeFileSync(path, text);
      return path;
    };
    const own = authority.issue("counterfoil");
    const files = {
      LOG_SYSLOG_CA_FILE: write("ca.pem", authority.certificate),
      LOG_SYSLOG_CERTIFICATE_FILE: write("own.pem", own.certificate),
      LOG_SYSLOG_KEY_FILE: write("own.key", own.key),
    };
    expect(read({ ...TLS, ...files }).syslog).toMatchObject({
      ca: authority.certificate.trim(),
      client: { certificate: own.certificate.trim(), key: own.key.trim() },
    });
    const other = write("other.key", authority.issue("other").key);
    expect(problem({ ...TLS, ...files, LOG_SYSLOG_KEY_FILE: other })).toContain(
      "LOG_SYSLOG_KEY is not the key of LOG_SYSLOG_CERTIFICATE",
    );
    expect(problem({ ...TLS, ...files, LOG_SYSLOG_KEY_FILE: "" })).toContain("must both be set");
    expect(problem({ ...TLS, LOG_SYSLOG_CA: "no PEM" })).toContain("LOG_SYSLOG_CA must be PEM");
  });
});

describe("a webhook of logs", () => {
  const hook = {
    LOG_WEBHOOK_URL: "https://siem.example.test/in?token=t",
    LOG_WEBHOOK_SECRET: SECRET,
  };

  test("has an address and a secret", () => {
    expect(read(hook).webhook).toEqual({ url: hook.LOG_WEBHOOK_URL, secret: SECRET });
    expect(problem({ LOG_WEBHOOK_URL: hook.LOG_WEBHOOK_URL })).toContain(
      "LOG_WEBHOOK_SECRET must be set too",
    );
    expect(problem({ LOG_WEBHOOK_SECRET: SECRET })).toContain("LOG_WEBHOOK_URL must be set too");
  });

  test("is refused with a short secret, and without HTTPS on other machines", () => {
    const short = problem({ ...hook, LOG_WEBHOOK_SECRET: "whsec_c2hvcnQ=" });
    expect(short).toContain("LOG_WEBHOOK_SECRET must be whsec_");
    expect(short).not.toContain("c2hvcnQ");
    const plain = problem({ ...hook, LOG_WEBHOOK_URL: "http://siem.example.test/?token=t" });
    expect(plain).toContain("LOG_WEBHOOK_URL must begin with https://");
    expect(plain).not.toContain("token");
    expect(read({ ...hook, LOG_WEBHOOK_URL: "http://127.0.0.1:8080/" }).webhook).not.toBeNull();
  });
});
