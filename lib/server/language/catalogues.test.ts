/** Messages at their address, as a browser loads them beside a page. */
import { expect, test } from "vitest";
import { LANGUAGES } from "@/lib/domain/format";
import { findCatalogueAddress, respondWithCatalogue } from "./catalogues";
import { loadMessages } from "./messages";

function request(address: string): Promise<Response> {
  const [, , language = "", names = "", version = ""] = address.split("/");
  const params = Promise.resolve({ language, names, version });
  return respondWithCatalogue(new Request(`http://localhost${address}`), { params });
}

test.each(LANGUAGES)("the messages of a part are at its address in %s, for good", async (one) => {
  const address = await findCatalogueAddress(one, ["sync", "first-day"]);
  expect(address).toMatch(new RegExp(`^/messages/${one}/first-day\\.sync/[\\w-]{16}$`));
  const response = await request(address);
  expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(await response.json()).toEqual(await loadMessages(one, ["first-day", "sync"]));
});

test("each language and each part has a version of its own", async () => {
  const addresses = await Promise.all([
    ...LANGUAGES.map((one) => findCatalogueAddress(one, ["sync"])),
    findCatalogueAddress("en", ["chart"]),
  ]);
  const versions = addresses.map((address) => address.split("/").at(-1));
  expect(new Set(versions).size).toBe(versions.length);
});

test("a page of another version gets the messages of this one, and does not store them", async () => {
  const response = await request("/messages/en/sync/AAAAAAAAAAAAAAAA");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual(await loadMessages("en", ["sync"]));
});

test.each([
  "/messages/de/sync/AAAAAAAAAAAAAAAA",
  "/messages/en/sync.sync/AAAAAAAAAAAAAAAA",
  "/messages/en/mail/AAAAAAAAAAAAAAAA",
  "/messages/en/__proto__/AAAAAAAAAAAAAAAA",
  "/messages/en//AAAAAAAAAAAAAAAA",
])("%s is not found", async (address) => {
  const response = await request(address);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: "NOT_FOUND" });
  expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
});
