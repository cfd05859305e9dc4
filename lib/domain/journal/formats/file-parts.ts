/**
 * Divides a batch into files for a program that reads a limited number of lines at once. Every
 * posting has two lines, its debit and its credit, so that an entry that is larger than a file
 * becomes several which each balance.
 */
import type { JournalEntry } from "../posting";

export const LINES_PER_POSTING = 2;

/** Yields the entries of one file after the other. */
export async function* divideEntries(
  entries: AsyncIterable<JournalEntry>,
  linesMax: number,
): AsyncGenerator<JournalEntry[]> {
  const postingsMax = Math.floor(linesMax / LINES_PER_POSTING);
  let file: JournalEntry[] = [];
  let postings = 0;
  for await (const entry of entries) {
    for (const piece of splitEntry(entry, postingsMax)) {
      if (postings + piece.postings.length > postingsMax) {
        yield file;
        [file, postings] = [[], 0];
      }
      file.push(piece);
      postings += piece.postings.length;
    }
  }
  if (file.length > 0) yield file;
}

/** The pieces of an entry are never in one file, where equal narrations would join them again. */
function splitEntry(entry: JournalEntry, postingsMax: number): JournalEntry[] {
  const { postings } = entry;
  if (postings.length <= postingsMax) return [entry];
  return Array.from({ length: Math.ceil(postings.length / postingsMax) }, (_, index) => ({
    ...entry,
    postings: postings.slice(index * postingsMax, (index + 1) * postingsMax),
  }));
}
