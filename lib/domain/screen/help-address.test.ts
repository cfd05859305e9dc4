import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { helpAddress, listHelpSections } from "./help-address";

test.each(listHelpSections())("the help of a page, %s, is a section of a guide", (section) => {
  const [name = "", id] = section.split("#");
  expect(existsSync(`docs/guides/${name}.md`)).toBe(true);
  const headings = readFileSync(`docs/guides/${name}.md`, "utf8").matchAll(/^## (.+)$/gm);
  const ids = [...headings].map(([, heading = ""]) => heading.toLowerCase().replaceAll(" ", "-"));
  if (id !== undefined) expect(ids).toContain(id);
});

test.each([
  ["/", ["till-count:record"], "/help/counters"],
  ["/", ["till-count:record", "reconciliation:view"], "/help/finance#start-with-today"],
  ["/reconciliations/101/2026-11-24", [], "/help/finance#explain-a-difference"],
  ["/settings/people", [], "/help/administrators#people"],
  ["/help/finance", [], "/help/counters"],
] as const)("the help of %s with %j is %s", (path, permissions, address) => {
  expect(helpAddress(path, permissions)).toBe(address);
});
