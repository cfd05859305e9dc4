import { expect, test } from "vitest";
import { findCentreName } from "./centre-name";

test("a name is found beside the id of its centre, whatever the response calls them", () => {
  const flat = [{ centerId: 101, centerName: "Bilbao", tenders: [{ id: "1", name: "Cash" }] }];
  expect(findCentreName(flat, "101")).toBe("Bilbao");
  const nested = { datos: { hojas: [{ centro: { codigo: "7", nombre: "Lyon" } }] } };
  expect(findCentreName(nested, "7")).toBe("Lyon");
});

test("the name of something else with the same id is none", () => {
  const tenders = { centerId: "1", tenders: [{ id: "1", name: "Cash" }], name: "Sheet" };
  expect(findCentreName(tenders, "1")).toBeNull();
  expect(findCentreName([], "1")).toBeNull();
  expect(findCentreName({ centre: { id: "2", name: "Porto" } }, "1")).toBeNull();
});
