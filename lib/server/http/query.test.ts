import { expect, test } from "vitest";
import { readQuery } from "./query";

const read = (query: string) => readQuery({ url: `http://counterfoil.test/api/days?${query}` });

test("a parameter is a text, and a list where it is given several times", () => {
  expect(read("from=2026-11-01&centreId=101&centreId=102&text=")).toEqual({
    from: "2026-11-01",
    centreId: ["101", "102"],
    text: "",
  });
});

test.each([
  ["fileName=Caf%C3%A9+100%25", "Café 100%"],
  ["fileName=Café", "Café"],
  ["fileName=100%", "100%"],
  ["fileName=a%EF%BF%BDb", "a\ufffdb"],
  ["fileName=a%ef%bf%bdb", "a\ufffdb"],
  ["fileName=a\ufffdb", "a\ufffdb"],
])("%s is read", (query, fileName) => {
  expect(read(query)).toEqual({ fileName });
});

test.each(["fileName=Caf%E9", "a=1&caf%e9=2", "fileName=%C3", "fileName=%F0%9F%92"])(
  "%s is refused, because it is not in UTF-8",
  (query) => {
    expect(() => read(query)).toThrow("not in UTF-8");
  },
);
