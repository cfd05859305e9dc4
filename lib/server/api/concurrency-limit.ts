import "server-only";

/** Lets a bounded number of pieces of work run at once; the others wait in order. */

import { AppError } from "../app-error";

const TURNS_MAX = 8;
const WAITING_MAX = 500;

let taken = 0;
const waiting: (() => void)[] = [];

export async function takeTurn<T>(work: () => Promise<T>): Promise<T> {
  if (taken >= TURNS_MAX) await nextTurn();
  else taken += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The turn passes on as it is; only when nobody waits does it become free.
    if (next === undefined) taken -= 1;
    else next();
  }
}

function nextTurn(): Promise<void> {
  if (waiting.length >= WAITING_MAX) {
    throw new AppError("TOO_MANY_REQUESTS", "Too much is being answered. Try again in a moment.", {
      retryAfter: 5,
    });
  }
  return new Promise((resolve) => waiting.push(resolve));
}
