import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { afterEach, expect, test, vi } from "vitest";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { withTrust } from "./trust";

const folder = makeTemporaryFolder("trust");
const URL_OF_TEST = "postgresql://owner@db.internal/counterfoil";

afterEach(() => vi.unstubAllEnvs());

test("the authorities of Node.js verify the server, and those that were added", async () => {
  const extra = join(folder, "extra.crt");
  writeFileSync(extra, "an authority of the own network");
  vi.stubEnv("NODE_EXTRA_CA_CERTS", extra);
  vi.stubEnv("HOME", folder);
  const path = await withTrust(new URL(`${URL_OF_TEST}?sslmode=verify-full`), (href, variables) => {
    const { PGSSLROOTCERT = "" } = variables;
    const written = readFileSync(PGSSLROOTCERT, "utf8");
    expect(written).toContain(rootCertificates[0]);
    expect(written).toContain("an authority of the own network");
    expect(href).toBe(`${URL_OF_TEST}?sslmode=verify-full`);
    return Promise.resolve(PGSSLROOTCERT);
  });
  expect(existsSync(path)).toBe(false);
});

test.each(["", "?sslmode=require", "?sslmode=verify-full&sslrootcert=/etc/ca.crt"])(
  "an address that says otherwise stays as it is: %s",
  async (search) => {
    const given = await withTrust(new URL(URL_OF_TEST + search), (...all) => Promise.resolve(all));
    expect(given).toEqual([URL_OF_TEST + search, {}]);
  },
);

test("what verifies nobody has another name there", async () => {
  const search = "?options=-c%20a%3Db&sslmode=no-verify&application_name=x";
  const given = await withTrust(new URL(URL_OF_TEST + search), (...all) => Promise.resolve(all));
  expect(given).toEqual([URL_OF_TEST + search.replace("no-verify", "require"), {}]);
});
