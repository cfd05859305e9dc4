/** Credentials are found wherever they are, and their text is not repeated. */
import { expect, test } from "vitest";
import { findSecrets } from "./find-secrets";

const KIND = "RSA PRIVATE KEY";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghij";

// The texts are put together, because this file must not contain what is looked for.
test.each([
  ["a password in an address", `https://user:${"hunter"}2xyz@host.example.test/`],
  ["an address of a database", `postgresql://owner:${"some"}thing@db.internal:5432/app`],
  ["a private key", `-----BEGIN ${KIND}-----\n${"MIIEowIBAAKC".repeat(40)}\n-----END ${KIND}-----`],
  ["a token of a repository", `token = "${"gh"}p_${LETTERS}"`],
])("%s", async (_what, text) => {
  const found = await findSecrets("config.txt", `first line\n${text}\n`);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^config\.txt:2 /);
  for (const secret of ["2xyz@", "something@", "MIIE", LETTERS])
    expect(found[0]).not.toContain(secret);
});

test("nothing is found in ordinary text", async () => {
  expect(await findSecrets("notes.md", "The password is asked for at the start.")).toEqual([]);
});
