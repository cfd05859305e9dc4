import { chmodSync, existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { deliverLink, removeLink } from "./set-up-link";

const URL = "https://counterfoil.example.test/invitations/secret-token";
const folder = makeTemporaryFolder("set-up-link");
const path = join(folder, "set-up-link");
let lines: string[];
const output = (isTerminal: boolean) => ({ isTerminal, print: (line: string) => lines.push(line) });

beforeEach(() => {
  lines = [];
  removeLink(folder);
});

test("a log names the file, which nobody else can read, and not the link", () => {
  deliverLink(URL, folder, output(false));
  expect(lines.join("\n")).toContain(path);
  expect(lines.join("\n")).not.toContain("secret-token");
  expect(readFileSync(path, "utf8")).toBe(`${URL}\n`);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("a terminal shows the link, and no file keeps it", () => {
  deliverLink("https://counterfoil.example.test/invitations/before", folder, output(false));
  deliverLink(URL, folder, output(true));
  expect(lines.join("\n")).toContain(URL);
  expect(existsSync(path)).toBe(false);
});

test("a file that others may read is replaced, and a link to another file is not followed", () => {
  writeFileSync(path, "");
  chmodSync(path, 0o666);
  deliverLink(URL, folder, output(false));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  removeLink(folder);
  const other = join(folder, "other");
  writeFileSync(other, "untouched");
  symlinkSync(other, path);
  deliverLink(URL, folder, output(false));
  expect(readFileSync(other, "utf8")).toBe("untouched");
});
