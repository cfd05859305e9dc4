import "server-only";

/**
 * Reads the output of COPY … TO STDOUT (FORMAT binary) in chunks, without ever buffering more than
 * a chunk and one row. The rows are an `int8` and two texts, none of them null.
 */

/** The signature, the flags and the length of an empty extension. */
const HEAD_BYTES = 19;
const COUNT_BYTES = 2;
const LENGTH_BYTES = 4;
const END = -1;

export type OnRow = (id: number, content: Buffer, hash: string) => void;

export function binaryRows(onRow: OnRow): (piece: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let hasStarted = false;
  return function take(piece) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    let at = 0;
    if (!hasStarted && bytes.length >= HEAD_BYTES) {
      at = HEAD_BYTES;
      hasStarted = true;
    }
    for (let end = at; hasStarted && end !== END;) {
      end = endOfRow(bytes, at);
      if (end === END) break;
      at = readRow(bytes, at, onRow);
    }
    rest = bytes.subarray(at);
  };
}

/**
 * Returns where the row that begins at `at` ends; -1 when it is incomplete, or there are no more
 * rows.
 */
function endOfRow(bytes: Buffer, at: number): number {
  if (at + COUNT_BYTES > bytes.length) return END;
  const fields = bytes.readInt16BE(at);
  if (fields === END) return END;
  let end = at + COUNT_BYTES;
  for (let field = 0; field < fields; field += 1) {
    if (end + LENGTH_BYTES > bytes.length) return END;
    end += LENGTH_BYTES + bytes.readInt32BE(end);
    if (end > bytes.length) return END;
  }
  return end;
}

function readRow(bytes: Buffer, at: number, onRow: OnRow): number {
  const id = at + COUNT_BYTES + LENGTH_BYTES;
  const content = id + 8 + LENGTH_BYTES;
  const contentEnd = content + bytes.readInt32BE(content - LENGTH_BYTES);
  const hash = contentEnd + LENGTH_BYTES;
  const end = hash + bytes.readInt32BE(contentEnd);
  onRow(
    Number(bytes.readBigInt64BE(id)),
    bytes.subarray(content, contentEnd),
    bytes.toString("latin1", hash, end),
  );
  return end;
}
