/** What a new installation needs before its first business date, and how far each step is. */
export const FIRST_STEPS = [
  "centres",
  "connection",
  "people",
  "floats",
  "tolerances",
  "reading",
] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];
export type StepProgress = "done" | "started" | "open";

export type FirstDayFacts = {
  centres: number;
  /** As the health check has it; "unknown" means that nothing was asked of Cashrec yet. */
  connection: "ok" | "down" | "sandbox" | "unconfigured" | "unknown";
  /** Other people than the reader: those with an open invitation, and those who have signed in. */
  people: { invited: number; active: number };
  /** The number of centres with an agreed float. */
  floats: number;
  /** The number of tolerance rules that apply. */
  rules: number;
  isRead: boolean;
  isReading: boolean;
};

export function progressOf(facts: FirstDayFacts): Record<FirstStep, StepProgress> {
  const { invited, active } = facts.people;
  return {
    centres: facts.centres > 0 ? "done" : "open",
    connection: connectionProgress(facts.connection),
    people: pick(invited + active > 0 && invited === 0, active + invited > 0),
    floats: pick(facts.floats > 0 && facts.floats >= facts.centres, facts.floats > 0),
    tolerances: facts.rules > 0 ? "done" : "open",
    reading: pick(facts.isRead, facts.isReading),
  };
}

/** The first reading needs centres and a connection; the order of the others is the reader's. */
export function findNextStep(facts: FirstDayFacts): FirstStep | null {
  const progress = progressOf(facts);
  if (progress.centres !== "done") return "centres";
  if (progress.connection === "open" || facts.connection === "down") return "connection";
  return progress.reading === "open" ? "reading" : null;
}

function connectionProgress(word: FirstDayFacts["connection"]): StepProgress {
  return pick(word === "ok" || word === "sandbox", word !== "unconfigured");
}

function pick(isDone: boolean, isStarted: boolean): StepProgress {
  if (isDone) return "done";
  return isStarted ? "started" : "open";
}
