/**
 * Makes lib/server/common-passwords.json of a list of leaked passwords, the most frequent first and
 * one on a line. Only the beginnings of hashes are stored: they tell whether a password is in the
 * list, and not what is in it. `npm run passwords:common -- 10_million_password_list_top_1M.txt`
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { PASSWORD_CHARACTERS_MIN } from "@/lib/domain/password";
import { PREFIX_BYTES } from "@/lib/server/common-password";
import { print } from "./process/print";

const TARGET = "lib/server/common-passwords.json";
const PASSWORDS = 100_000;
/** Shorter ones can't be the larger part of a password that is long enough. */
const STEM_CHARACTERS_MIN = 6;

const [path = ""] = process.argv.slice(2);
const listed = new Set(
  readFileSync(path, "utf8")
    .split(/\r?\n/)
    .map((line) => line.normalize("NFKC").toLowerCase()),
);
const isLong = (password: string) => password.length >= PASSWORD_CHARACTERS_MIN;
const isStem = (password: string) => !isLong(password) && password.length >= STEM_CHARACTERS_MIN;
const chosen = [...[...listed].filter(isLong), ...[...listed].filter(isStem)].slice(0, PASSWORDS);
const prefixes = chosen
  .map((password) => createHash("sha256").update(password).digest().subarray(0, PREFIX_BYTES))
  .toSorted((one, other) => Buffer.compare(one, other));
const content = { count: chosen.length, prefixes: Buffer.concat(prefixes).toString("base64") };
writeFileSync(TARGET, `${JSON.stringify(content, null, 2)}\n`);
print(`${chosen.length} passwords, of which ${chosen.filter(isLong).length} are long enough.`);
