/**
 * Divides a batch into files for a program that reads a limited number of lines at once, or one
 * financial year. Every posting has two lines, its debit and its credit, so that an entry that is
 * larger than a file becomes several which each balance.
 */
import type { JournalEntry } from "../posting";
import { findYearStart } from "./financial-year";

export const LINES_PER_POSTING = 2;

export class FileParts {
  readonly #postingsMax: number;
  readonly #yearStart: string | null;
  readonly #files = new Map<string, { entries: JournalEntry[]; postings: number }>();

  /** `yearStart` is MM-DD, or null where a file may have days of several financial years. */
  constructor(linesMax: number, yearStart: string | null = null) {
    this.#postingsMax = Math.floor(linesMax / LINES_PER_POSTING);
    this.#yearStart = yearStart;
  }

  /** Returns the files that have no room for more. */
  add(entry: JournalEntry): JournalEntry[][] {
    const year = this.#yearStart === null ? "" : findYearStart(entry.businessDate, this.#yearStart);
    const full: JournalEntry[][] = [];
    for (const piece of splitEntry(entry, this.#postingsMax)) {
      let file = this.#files.get(year) ?? { entries: [], postings: 0 };
      if (file.postings + piece.postings.length > this.#postingsMax) {
        if (file.entries.length > 0) full.push(file.entries);
        file = { entries: [], postings: 0 };
      }
      file.entries.push(piece);
      file.postings += piece.postings.length;
      this.#files.set(year, file);
    }
    return full;
  }

  /** Returns the files that have anything left, the earliest year first. */
  end(): JournalEntry[][] {
    const files = [...this.#files].toSorted(([a], [b]) => (a < b ? -1 : 1));
    this.#files.clear();
    return files.map(([, { entries }]) => entries);
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
