import fc from "fast-check";
import { expect, test } from "vitest";
import { binaryRows } from "./binary-rows";

type Row = { id: number; content: string; hash: string };

const rowsOf = fc.array(
  fc.record({
    id: fc.nat(),
    content: fc.string({ unit: "grapheme" }),
    hash: fc.stringMatching(/^[0-9a-f]{0,8}$/),
  }),
);

test("reads the same rows, wherever the pieces are cut", () => {
  fc.assert(
    fc.property(rowsOf, fc.integer({ min: 1, max: 50 }), (rows, size) => {
      const found: Row[] = [];
      const take = binaryRows((id, content, hash) => {
        found.push({ id, content: content.toString(), hash });
      });
      const bytes = encode(rows);
      for (let at = 0; at < bytes.length; at += size) take(bytes.subarray(at, at + size));
      expect(found).toEqual(rows);
    }),
  );
});

function encode(rows: readonly Row[]): Buffer {
  const head = Buffer.concat([Buffer.from("PGCOPY\n\u00ff\r\n\0", "latin1"), Buffer.alloc(8)]);
  const end = Buffer.from([0xff, 0xff]);
  return Buffer.concat([head, ...rows.map(encodeRow), end]);
}

function encodeRow({ id, content, hash }: Row): Buffer {
  const number = Buffer.alloc(8);
  number.writeBigInt64BE(BigInt(id));
  const fields = [number, Buffer.from(content), Buffer.from(hash)];
  return Buffer.concat([Buffer.from([0, fields.length]), ...fields.flatMap(withLength)]);
}

function withLength(field: Buffer): Buffer[] {
  const length = Buffer.alloc(4);
  length.writeInt32BE(field.length);
  return [length, field];
}
