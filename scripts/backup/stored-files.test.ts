import { mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { FileCopier } from "./stored-files";

const REPORT = "reports/ab/abababab-0000-4000-8000-000000000001";
const ATTACHED = `attachments/ab/${"ab".repeat(32)}`;

const from = makeTemporaryFolder("copied-from");
const to = makeTemporaryFolder("copied-to");

test("a report that was made again is copied again, and nothing else is", async () => {
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(from, path)), { recursive: true });
    writeFileSync(join(from, path), content);
  };
  write(REPORT, "first");
  write(ATTACHED, "slip");
  expect(await new FileCopier(from, to).copyNew()).toBe(2);
  expect(await new FileCopier(from, to).copyNew()).toBe(0);
  write(REPORT, "second");
  const soon = Date.now() / 1_000 + 60;
  utimesSync(join(from, REPORT), soon, soon);
  expect(await new FileCopier(from, to).copyNew()).toBe(1);
  expect(readFileSync(join(to, REPORT), "utf8")).toBe("second");
});
