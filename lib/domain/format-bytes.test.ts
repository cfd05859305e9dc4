import { expect, test } from "vitest";
import { formatBytes } from "./format-bytes";

// bytes, in English, in French
test.each([
  [0, "0 bytes", "0 octet"],
  [999, "999 bytes", "999 octets"],
  [1_000, "1 kB", "1 ko"],
  [1_240_000, "1.2 MB", "1,2 Mo"],
  [12_400_000_000, "12 GB", "12 Go"],
  [1_500_000_000_000_000, "1,500 TB", "1 500 To"],
])("%s bytes", (bytes, english, french) => {
  const plain = (text: string) => text.replaceAll(/\s/g, " ");
  expect(plain(formatBytes(bytes, "en"))).toBe(english);
  expect(plain(formatBytes(bytes, "fr"))).toBe(french);
});
