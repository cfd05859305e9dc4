import { expect, test } from "vitest";
import { buildCatalogueAddress, parseCatalogueAddress } from "./catalogue-address";

test("messages have one address, however they are listed", () => {
  const address = buildCatalogueAddress({ language: "es", names: ["sync", "first-day"] }, "v1");
  expect(address).toBe("/messages/es/first-day.sync/v1");
  expect(buildCatalogueAddress({ language: "es", names: ["first-day", "sync"] }, "v1")).toBe(
    address,
  );
  expect(parseCatalogueAddress(address)).toEqual({ language: "es", names: ["first-day", "sync"] });
});
