import { expect, test } from "vitest";
import { signRequest } from "./sign-request";

const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const KEYS = {
  region: "us-east-1",
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};

// The examples of Amazon's documentation of Signature Version 4 for S3: query, signature.
test.each([
  ["max-keys=2&prefix=J", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"],
  ["lifecycle=", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"],
])("a request with the query %s is signed as Amazon does", (query, signature) => {
  const url = new URL(`https://examplebucket.s3.amazonaws.com/?${query}`);
  const at = new Date("2013-05-24T00:00:00Z");
  const headers = signRequest({ method: "GET", url, sha256: EMPTY, at }, KEYS);
  expect(headers.authorization).toContain(`Signature=${signature}`);
  expect(headers["x-amz-date"]).toBe("20130524T000000Z");
});
