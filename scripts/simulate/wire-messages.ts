/** The messages of PostgreSQL's protocol, which come in pieces: a letter, a length and a body. */

const HEAD_BYTES = 5;

/** Returns what reads the next piece, and notes the letter of each message that begins in it. */
export function countMessages(note: (code: string) => void): (chunk: Buffer) => void {
  const head = Buffer.alloc(HEAD_BYTES);
  let known = 0;
  let left = 0;
  return (chunk) => {
    for (let at = 0; at < chunk.length;) {
      if (left > 0) {
        const skipped = Math.min(left, chunk.length - at);
        left -= skipped;
        at += skipped;
        continue;
      }
      const copied = chunk.copy(head, known, at, at + HEAD_BYTES - known);
      known += copied;
      at += copied;
      if (known < HEAD_BYTES) return;
      known = 0;
      left = head.readInt32BE(1) - (HEAD_BYTES - 1);
      note(String.fromCharCode(head[0] ?? 0));
    }
  };
}
