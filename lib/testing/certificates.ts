/** Makes certificates for tests of TLS, with an authority of their own. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTemporaryFolder } from "./temporary-folder";

export type TestCertificate = { certificate: string; key: string };
export type TestAuthority = {
  /** PEM, for those who trust it. */
  certificate: string;
  /** Issues one for a name and, without another list, for no address. */
  issue: (name: string, alternatives?: string) => TestCertificate;
};

const DAYS = ["-days", "2"];

/** Call it without a folder at the top of a file alone. */
export function makeAuthority(
  name: string,
  folder = makeTemporaryFolder("certificates"),
): TestAuthority {
  const at = (file: string) => join(folder, file);
  const openssl = (...args: string[]) => execFileSync("openssl", args, { stdio: "ignore" });
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const own = ["-x509", ...newKey, "-keyout", at("ca.key"), "-out", at("ca.pem"), ...DAYS];
  openssl("req", ...own, "-subj", `/CN=${name}`);
  const read = (file: string) => readFileSync(at(file), "utf8");
  return {
    certificate: read("ca.pem"),
    issue(host, alternatives = `DNS:${host}`) {
      openssl("req", ...newKey, "-keyout", at("key"), "-out", at("csr"), "-subj", `/CN=${host}`);
      writeFileSync(at("extensions"), `subjectAltName=${alternatives}\n`);
      const signer = ["-CA", at("ca.pem"), "-CAkey", at("ca.key"), "-CAcreateserial", ...DAYS];
      const files = ["-in", at("csr"), "-out", at("pem"), "-extfile", at("extensions")];
      openssl("x509", "-req", ...files, ...signer);
      return { certificate: read("pem"), key: read("key") };
    },
  };
}
