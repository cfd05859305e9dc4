import { afterEach, expect, test } from "vitest";
import { readEnv } from "../env";
import { buildSecurityText, respondWithSecurityText } from "./security-text";

const BEFORE = { ...process.env };

afterEach(() => {
  process.env = { ...BEFORE };
});

test("the text has a contact, its address, and an end within a year", () => {
  const now = new Date("2026-03-01T10:11:12Z");
  const text = buildSecurityText("mailto:security@example.test", "https://cf.example.test", now);
  expect(text?.split("\n")).toEqual([
    "Contact: mailto:security@example.test",
    "Expires: 2026-08-28T00:00:00Z",
    "Preferred-Languages: en, es, fr",
    "Canonical: https://cf.example.test/.well-known/security.txt",
    "",
  ]);
});

test("the address returns it where a contact is set, and is not found otherwise", async () => {
  process.env.SECURITY_CONTACT = "https://example.test/report";
  const response = respondWithSecurityText();
  expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(await response.text()).toMatch(/^Contact: https:\/\/example\.test\/report\nExpires: /);
  process.env.SECURITY_CONTACT = "";
  expect(respondWithSecurityText().status).toBe(404);
});

test.each(["security@example.test", "http://example.test", "mailto:a\nPolicy: b", "tel:"])(
  "%j is no contact",
  (contact) => {
    expect(() => readEnv({ SECURITY_CONTACT: contact })).toThrow(/SECURITY_CONTACT/);
  },
);
