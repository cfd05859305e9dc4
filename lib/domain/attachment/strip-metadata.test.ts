/**
 * Files are built of parts: the parts that identify people are removed, and all others stay as they
 * were.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concatBytes, PARTS_MAX, writeLatin, writeUint } from "./photo-bytes";
import { readOrientation, buildOrientationTiff } from "./photo-exif";
import { stripMetadata } from "./strip-metadata";

const SECRET = "GPS 43.2630 N 2.9350 W";
const u16 = (value: number) => writeUint(value, { bytes: 2 });
const u32 = (value: number, little = false) => writeUint(value, { bytes: 4, little });
const bytesArbitrary = fc.uint8Array({ maxLength: 60 });
const orientations = fc.constantFrom(null, 1, 2, 3, 4, 5, 6, 7, 8);

/** A camera writes more entries than the one that matters, among them the location. */
const exif = (orientation: number | null) =>
  concatBytes([
    [...writeLatin("II"), 42, 0, ...u32(8, true), 2, 0],
    [0x0f, 0x01, 2, 0, ...u32(4, true), ...writeLatin("Nok\0")],
    [...(orientation === null ? [0x10, 0x01] : [0x12, 0x01]), 3, 0, ...u32(1, true)],
    [orientation ?? 6, 0, 0, 0, ...u32(0, true), ...writeLatin(SECRET)],
  ]);
const upright = (orientation: number | null) => orientation === null || orientation < 2;

const segment = (marker: number, content: Uint8Array | number[]) =>
  concatBytes([[0xff, marker, ...u16(content.length + 2)], content]);
const jfif = segment(0xe0, writeLatin("JFIF\0\x01\x01\0\0\x01\0\x01\0\0"));
const scan = (data: Uint8Array) =>
  concatBytes([
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    [...data].flatMap((b) => (b === 255 ? [b, 0] : [b])),
  ]);
const jpeg = (parts: readonly Uint8Array[], after = "") =>
  concatBytes([[0xff, 0xd8], ...parts, [0xff, 0xd9], writeLatin(after)]);

const chunk = (type: string, content: Uint8Array | number[]) =>
  concatBytes([u32(content.length), writeLatin(type), content, [1, 2, 3, 4]]);
const png = (parts: readonly Uint8Array[], after = "") =>
  concatBytes([writeLatin("\x89PNG\r\n\x1a\n"), ...parts, chunk("IEND", []), writeLatin(after)]);
const IHDR = chunk("IHDR", new Uint8Array(13));

const riff = (type: string, content: Uint8Array | number[]) =>
  concatBytes([
    writeLatin(type),
    u32(content.length, true),
    content,
    content.length % 2 ? [0] : [],
  ]);
const webp = (parts: readonly Uint8Array[], after = "") => {
  const body = concatBytes(parts);
  return concatBytes([
    writeLatin("RIFF"),
    u32(body.length + 4, true),
    writeLatin("WEBP"),
    body,
    writeLatin(after),
  ]);
};
const vp8x = (flags: number) => riff("VP8X", [flags, 0, 0, 0, 1, 0, 0, 1, 0, 0]);

describe("what is left of a photo is its picture", () => {
  test("a JPEG", () => {
    fc.assert(
      fc.property(bytesArbitrary, bytesArbitrary, orientations, (table, data, orientation) => {
        const picture = [
          segment(0xe2, writeLatin("ICC_PROFILE\0\x01\x01sRGB")),
          segment(0xee, writeLatin("Adobe\0d\0\0\0\0\x01")),
          segment(0xdb, table),
          scan(data),
          segment(0xc4, table),
          scan(table),
        ];
        const [profile, ...rest] = picture;
        const file = jpeg(
          [
            jfif,
            segment(0xe1, concatBytes([writeLatin("Exif\0\0"), exif(orientation)])),
            segment(0xe1, writeLatin(`http://ns.adobe.com/xap/1.0/\0${SECRET}`)),
            profile ?? jfif,
            segment(0xe2, writeLatin(`MPF\0${SECRET}`)),
            segment(0xed, writeLatin(SECRET)),
            segment(0xfe, writeLatin(SECRET)),
            ...rest,
          ],
          SECRET,
        );
        const turned = concatBytes([
          writeLatin("Exif\0\0"),
          buildOrientationTiff(orientation ?? 1),
        ]);
        const expectedExif = upright(orientation) ? [] : [segment(0xe1, turned)];
        const bare = stripMetadata(file, "image/jpeg");
        expect(bare).toEqual(jpeg([jfif, ...expectedExif, ...picture]));
        expect(stripMetadata(bare ?? file, "image/jpeg")).toEqual(bare);
      }),
    );
  });

  test("a PNG", () => {
    fc.assert(
      fc.property(bytesArbitrary, orientations, (data, orientation) => {
        const picture = [chunk("iCCP", data), chunk("pHYs", data), chunk("IDAT", data)];
        const texts = ["tEXt", "iTXt", "zTXt", "tIME", "caBX"].map((type) => {
          return chunk(type, writeLatin(SECRET));
        });
        const file = png([IHDR, chunk("eXIf", exif(orientation)), ...texts, ...picture], SECRET);
        const bare = stripMetadata(file, "image/png");
        const turn = buildOrientationTiff(orientation ?? 1);
        const expectedExif = upright(orientation) ? [] : [chunk("eXIf", turn)];
        const wanted = png([IHDR, ...expectedExif, ...picture]);
        // The checksum of the new chunk is our own, so that everything but its four bytes is
        // compared.
        const crcAt = upright(orientation) ? -1 : 8 + IHDR.length + 8 + turn.length;
        const seen = Uint8Array.from(bare ?? [], (byte, at) => {
          return crcAt !== -1 && at >= crcAt && at < crcAt + 4 ? at - crcAt + 1 : byte;
        });
        expect(seen).toEqual(wanted);
        expect(stripMetadata(bare ?? file, "image/png")).toEqual(bare);
      }),
    );
  });

  test("a WebP", () => {
    fc.assert(
      fc.property(bytesArbitrary, orientations, (data, orientation) => {
        const picture = [riff("ICCP", data), riff("ALPH", data), riff("VP8 ", data)];
        const texts = [riff("XMP ", writeLatin(SECRET)), riff("????", writeLatin(SECRET))];
        const file = webp([vp8x(0x3c), ...picture, riff("EXIF", exif(orientation)), ...texts], "!");
        const isUpright = upright(orientation);
        const expectedExif = isUpright
          ? []
          : [riff("EXIF", buildOrientationTiff(orientation ?? 1))];
        const bare = stripMetadata(file, "image/webp");
        expect(bare).toEqual(webp([vp8x(isUpright ? 0x30 : 0x38), ...picture, ...expectedExif]));
        expect(stripMetadata(bare ?? file, "image/webp")).toEqual(bare);
      }),
    );
  });

  test("a PDF stays whole", () => {
    const file = Uint8Array.from(writeLatin(`%PDF-1.7 ${SECRET}`));
    expect(stripMetadata(file, "application/pdf")).toBe(file);
  });
});

test("the checksum of a chunk is the one that readers compute", () => {
  const file = png([IHDR, chunk("eXIf", exif(6)), chunk("IDAT", [])]);
  const bare = stripMetadata(file, "image/png") ?? file;
  const at = 8 + IHDR.length + 8 + buildOrientationTiff(6).length;
  // This is zlib.crc32 of "eXIf" and the block, computed outside of this program.
  expect([...bare.subarray(at, at + 4)]).toEqual([...u32(0xd6674b69)]);
});

test("a broken photo is none, whatever it is broken by", () => {
  const whole = {
    "image/jpeg": jpeg([
      jfif,
      segment(0xe1, concatBytes([writeLatin("Exif\0\0"), exif(6)])),
      scan(new Uint8Array(9)),
    ]),
    "image/png": png([IHDR, chunk("eXIf", exif(6)), chunk("IDAT", [1])]),
    "image/webp": webp([vp8x(8), riff("VP8 ", [1, 2]), riff("EXIF", exif(6))]),
  } as const;
  for (const [type, file] of Object.entries(whole) as [keyof typeof whole, Uint8Array][]) {
    expect(stripMetadata(file, type)).not.toBeNull();
    for (let end = 0; end < file.length; end += 1) {
      expect(stripMetadata(file.subarray(0, end), type), `${type} of ${end}`).toBeNull();
    }
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(255), (at, byte) => {
        const torn = Uint8Array.from(file);
        torn[at] = byte;
        const bare = stripMetadata(torn, type);
        expect(bare === null || bare.length <= torn.length).toBe(true);
      }),
    );
  }
});

test("a turn that can't be read is none", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => {
      const found = readOrientation(concatBytes([writeLatin("Exif\0\0MM\0*"), noise]));
      expect(found === null || (found >= 2 && found <= 8)).toBe(true);
    }),
  );
});

test("a photo of very many empty parts is refused before they are all read", () => {
  const many = Array.from({ length: PARTS_MAX + 1 }, () => segment(0xec, []));
  expect(stripMetadata(jpeg([jfif, ...many, scan(new Uint8Array(9))]), "image/jpeg")).toBeNull();
  const texts = Array.from({ length: PARTS_MAX + 1 }, () => chunk("tEXt", []));
  expect(stripMetadata(png([IHDR, ...texts, chunk("IDAT", [1])]), "image/png")).toBeNull();
  const frames = Array.from({ length: PARTS_MAX + 1 }, () => riff("ANMF", []));
  expect(stripMetadata(webp([vp8x(0), ...frames, riff("VP8 ", [1])]), "image/webp")).toBeNull();
});
