import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ATTACHMENT_TYPES, safeFileName, sniffType } from "./attachment";

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe("the type of an attachment", () => {
  test.each([
    ["\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"],
    ["\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"],
    ["RIFF\x10\0\0\0WEBPVP8 ", "image/webp"],
    ["%PDF-1.7\n%\xe2", "application/pdf"],
    ["\x89PNG\r\n\x1a\n<script>", null],
    ["GIF89a\x01\0\x01\0", null],
    ["PK\x03\x04", null],
    ["MZ\x90\0", null],
    ["<svg xmlns=", null],
    ["<!doctype html>", null],
    ["RIFF\x10\0\0\0WAVEfmt ", null],
    ["\n%PDF-1.7", null],
    ["%PDF", null],
    ["", null],
  ])("%j is %s", (text, type) => {
    expect(sniffType(bytes(text))).toBe(type);
  });
});

describe("the name of an attachment", () => {
  test.each([
    ["slip.png", "slip.png"],
    ["Ticket de caja ñ.PNG", "Ticket de caja ñ.png"],
    ["slip.html", "slip.html.png"],
    ["../../etc/passwd", "etc passwd.png"],
    ["a\r\nset-cookie: x", "a set-cookie x.png"],
    ["slip\u202Egnp.exe", "slip gnp.exe.png"],
    ["\ud83dslip", "slip.png"],
    ["...", "attachment.png"],
    ["", "attachment.png"],
    [".png", "png.png"],
  ])("%j is %j", (given, name) => {
    expect(safeFileName(given, "image/png")).toBe(name);
  });

  test("never holds a path, a control character or half a letter, and is a name still", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.constantFrom(...ATTACHMENT_TYPES),
        (given, type) => {
          const name = safeFileName(given, type);
          expect(name).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}"/\\<>:|?*]/u);
          expect(name).toMatch(/^[^.].*\.(png|jpg|jpeg|webp|pdf)$/u);
          expect([...name].length).toBeLessThanOrEqual(126);
          expect(safeFileName(name, type)).toBe(name);
        },
      ),
    );
  });
});
