import { expect, test } from "vitest";
import { preferenceCookieName, readPreference } from "./preference-cookie";

test("over HTTPS a preference is bound to the host, and over HTTP it is not", () => {
  expect(preferenceCookieName("theme", true)).toBe("__Host-theme");
  expect(preferenceCookieName("theme", false)).toBe("theme");
});

test("what an earlier version stored counts, until there is a newer one", () => {
  const cookies = new Map([["language", "fr"]]);
  const read = () => readPreference("language", (name) => cookies.get(name));
  expect(read()).toBe("fr");
  cookies.set("__Host-language", "es");
  expect(read()).toBe("es");
  cookies.clear();
  expect(read()).toBeUndefined();
});
