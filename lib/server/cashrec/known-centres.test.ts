import { beforeAll, expect, test } from "vitest";
import { knownCentresSchema } from "@/lib/contracts/known-centres";
import { arrangeClient } from "@/lib/testing/cashrec-client";
import { makeCentre } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { findKnownCentres } from "./known-centres";

const NOW = Date.parse("2026-03-13T11:00:00Z");

beforeAll(async () => {
  await testDatabase();
  await makeCentre({ id: "102", name: "Porto" });
});

test("ids are tried, and each is told with its newest sheet and whether it is added", async () => {
  const asked = { ids: ["101", "102", "101"] };
  const known = await findKnownCentres(null, asked, NOW);
  expect(knownCentresSchema.parse(known)).toEqual(known);
  expect(known).toMatchObject({
    source: "tried",
    from: "2026-03-06",
    to: "2026-03-12",
    centres: [
      { id: "101", state: "sheet", newestDate: "2026-03-12", isAdded: false },
      { id: "102", state: "sheet", isAdded: true },
    ],
  });
});

test("one id that is refused does not hide the others", async () => {
  const { centres } = await findKnownCentres(null, { ids: ["101", "907"] }, NOW);
  expect(centres).toMatchObject([
    { id: "101", state: "sheet" },
    { id: "907", state: "refused" },
  ]);
});

test("without ids, a Cashrec that gives no list says so, and one that does is read", async () => {
  expect(await findKnownCentres(null, { ids: [] }, NOW)).toMatchObject({
    source: "not-listed",
    centres: [],
  });
  const range = { from: "2026-03-12", to: "2026-03-12" };
  const refusing = arrangeClient();
  expect(await refusing.client.fetchUnlisted(range)).toBeNull();
  // The refusal says nothing about the names of the parameters.
  expect(await refusing.fetchDay()).toHaveLength(1);
  const listing = arrangeClient({
    before: (request) =>
      new URL(request.url).searchParams.has("centersList") || request.method === "POST"
        ? null
        : Response.json([{ centerId: "1", centerName: "Lyon" }]),
  });
  expect(await listing.client.fetchUnlisted(range)).toContain("Lyon");
});
