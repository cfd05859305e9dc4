import { describe, expect, test } from "vitest";
import { chooseLanguage, chooseTimeZone } from "./choose";

describe("the language of a page", () => {
  // cookie, Accept-Language, language
  test.each([
    ["es", "fr", "es"],
    [undefined, "fr-CA,fr;q=0.9,en;q=0.8", "fr"],
    [undefined, "de, es;q=0.5, en;q=0.4", "es"],
    [undefined, "fr;q=0, en", "en"],
    ["xx", "es-ES", "es"],
    [undefined, "*", "en"],
    [undefined, null, "en"],
    [undefined, ";;;,,q=x", "en"],
  ])("cookie %s and header %s choose %s", (cookie, header, language) => {
    expect(chooseLanguage(cookie, header)).toBe(language);
  });
});

describe("the time zone of a page", () => {
  test.each([
    [undefined, "UTC"],
    ["Europe%2FMadrid", "Europe/Madrid"],
    ["Nowhere/Land", "UTC"],
    ["%E0%A4%A", "UTC"],
  ])("cookie %s chooses %s", (cookie, zone) => {
    expect(chooseTimeZone(cookie)).toBe(zone);
  });
});
