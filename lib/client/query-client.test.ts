import { dehydrate, type DehydratedState, hydrate } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { makeQueryClient } from "./query-client";

test("what a page was rendered with arrives in the browser as it was, without repeating names", () => {
  const rows = Array.from({ length: 50 }, (_, at) => ({
    centreId: "101",
    differenceMinor: at,
    likelyCause: at === 3 ? { kind: "float" } : undefined,
  }));
  const server = makeQueryClient();
  server.setQueryData(["list"], { pages: [{ rows, nextCursor: null }], pageParams: [null] });
  const sent = JSON.stringify(dehydrate(server));
  expect(sent.match(/differenceMinor/g)).toHaveLength(1);
  const browser = makeQueryClient();
  hydrate(browser, JSON.parse(sent) as DehydratedState);
  expect(browser.getQueryData(["list"])).toEqual(server.getQueryData(["list"]));
});
