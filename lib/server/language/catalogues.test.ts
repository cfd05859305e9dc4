/** Messages at their address, as a browser loads them beside a page. */
import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import { LANGUAGES } from "@/lib/domain/format";
import { loadMessages } from "@/lib/messages/load-messages";
import { findCatalogueAddress, respondWithCatalogue } from "./catalogues";

function request(address: string): Promise<Response> {
  const [, , language = "", names = "", ...rest] = address.split("/");
  const version = rest.join("/");
  const params = Promise.resolve({ language, names, version });
  return respondWithCatalogue(new Request(`http://localhost${address}`), { params });
}

/** Runs the script as a browser does, and returns what it adds. */
async function runScript(response: Response): Promise<unknown> {
  const context = createContext({ window: {} });
  runInContext(await response.text(), context);
  return JSON.parse(String(runInContext("JSON.stringify(window.counterfoilMessages)", context)));
}

test.each(LANGUAGES)("the messages of a part are at its address in %s, for good", async (one) => {
  const address = await findCatalogueAddress(one, ["sync", "first-day"]);
  expect(address).toMatch(new RegExp(`^/messages/${one}/first-day\\.sync/[\\w-]{16}$`));
  const response = await request(address);
  expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
  expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.has("permissions-policy")).toBe(false);
  expect(await runScript(response)).toEqual({
    [address]: await loadMessages(one, ["first-day", "sync"]),
  });
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
  const address = '/messages/en/sync/AAA"]=1;//';
  const response = await request(address);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await runScript(response)).toEqual({ [address]: await loadMessages("en", ["sync"]) });
});

test.each([
  "/messages/de/sync/AAAAAAAAAAAAAAAA",
  "/messages/en/sync.sync/AAAAAAAAAAAAAAAA",
  "/messages/en/sync.first-day/AAAAAAAAAAAAAAAA",
  "/messages/en/mail/AAAAAAAAAAAAAAAA",
  "/messages/en/__proto__/AAAAAAAAAAAAAAAA",
  "/messages/en//AAAAAAAAAAAAAAAA",
])("%s is not found", async (address) => {
  const response = await request(address);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: "NOT_FOUND" });
  expect(response.headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
});
