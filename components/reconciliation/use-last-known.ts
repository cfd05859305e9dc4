"use client";

/** Returns the last value that was known, so that a page keeps its shape while it reads again. */
import { useState } from "react";

export function useLastKnown<Value>(value: Value | undefined): Value | undefined {
  const [known, setKnown] = useState({ value, key: JSON.stringify(value) });
  const key = JSON.stringify(value);
  if (value === undefined || key === known.key) return known.value;
  setKnown({ value, key });
  return value;
}
