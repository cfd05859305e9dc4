/**
 * Divides a batch into files for a program that reads a limited number of lines at once. Every
 * posting has two lines, its debit and its credit, so that an entry that is larger than a file
 * becomes several which each balance.
 */
import type { JournalEntry } from "../posting";

export const LINES_PER_POSTING = 2;

export class FileParts {
  readonly #postingsMax: number;
  #file: JournalEntry[] = [];
  #postings = 0;

  constructor(linesMax: number) {
    this.#postingsMax = Math.floor(linesMax / LINES_PER_POSTING);
  }

  /** Returns the files that have no room for more. */
  add(entry: JournalEntry): JournalEntry[][] {
    const full: JournalEntry[][] = [];
    for (const piece of splitEntry(entry, this.#postingsMax)) {
      if (this.#postings + piece.postings.length > this.#postingsMax) full.push(...this.end());
      this.#file.push(piece);
      this.#postings += piece.postings.length;
    }
    return full;
  }

  /** Returns the last file, if it has anything. */
  end(): JournalEntry[][] {
    const file = this.#file;
    [this.#file, this.#postings] = [[], 0];
    return file.length === 0 ? [] : [file];
  }
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
