/** Which rows of a long list a page has. */
import { expect, test } from "vitest";
import { selectPage } from "./page";

const NAMES = ["Málaga 1", "Málaga 2", "Porto 1", "Porto 2", "Porto 3"];
const select = (asked: Parameters<typeof selectPage>[1]) =>
  selectPage(NAMES, asked, (name) => name);

test("without a limit, all rows that match are selected", () => {
  expect(select({ text: "", skip: 0 })).toEqual({ rows: NAMES, count: 5 });
  expect(select({ text: "1 malaga", skip: 0 })).toEqual({ rows: ["Málaga 1"], count: 1 });
});

test("a page has its rows, and the number of all that match", () => {
  expect(select({ text: "porto", skip: 2, limit: 2 })).toEqual({ rows: ["Porto 3"], count: 3 });
  expect(select({ text: "", skip: 6, limit: 2 })).toEqual({ rows: [], count: 5 });
  expect(select({ text: "", skip: 0, limit: 0 })).toEqual({ rows: [], count: 5 });
});
